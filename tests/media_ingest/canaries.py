"""The credentials of the tests: secrets that may be found nowhere afterwards."""

PAGE, TOKEN = "100000000000077", "EAAB-canary-facebook-token"
CHANNEL, REFRESH = "UCtest00000000000000000a", "1//canary-refresh-token"
CLIENT_SECRET = "GOCSPX-canary-client-secret"
APP_SECRET = "canary-app-secret"
SECRETS = (TOKEN, REFRESH, CLIENT_SECRET, APP_SECRET)
