"""Pages outside the site: what machines read of them, feeds, short addresses and codes on paper."""
