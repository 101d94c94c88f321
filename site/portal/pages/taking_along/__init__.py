"""What readers take along: pages kept on a phone, passed on as one file, or read quietly.

Nothing is kept unless somebody asks for it, and no page needs any of this to be read.
"""
