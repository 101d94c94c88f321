"""Forms that anybody may send: no account, no cookie, and nothing kept of who sent one.

Django guards a form by a cookie; the public gets none here. So each form carries a signed
token with its moment (``tokens``), the browser has to say that the form was ours
(``origin``), and one address of a machine may send so much in an hour (``allowance``).
``door`` asks all of them, in that order. A token that comes twice counts once (``spending``).
"""
