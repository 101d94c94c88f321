"""Bangla numbers group by lakh and crore; Django's own ``bn`` does not group at all."""

NUMBER_GROUPING = (3, 2, 0)
THOUSAND_SEPARATOR = ","
DECIMAL_SEPARATOR = "."
DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, g:i A"
TIME_FORMAT = "g:i A"
MONTH_DAY_FORMAT = "j F"
YEAR_MONTH_FORMAT = "F Y"
SHORT_DATE_FORMAT = "j M Y"
FIRST_DAY_OF_WEEK = 6
SHORT_DATETIME_FORMAT = "j M Y, g:i A"
