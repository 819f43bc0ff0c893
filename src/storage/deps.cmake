set(DEPS sqlite3 pq)
