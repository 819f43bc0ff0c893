set(LINKS kw_matching sqlite3 pq)
