"""The site, each of whose answers ends its line.

So a share of cut lines is a share of cut requests.
"""

from portal.wsgi import application as site


def application(environ, start_response):
    def start(status, headers, *more):
        return start_response(status, [*headers, ("Connection", "close")], *more)

    return site(environ, start)
