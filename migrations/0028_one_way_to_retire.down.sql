-- What was retired stays so: the state was there before.
CREATE TABLE kept_confirmation AS SELECT * FROM record_confirmation;
DROP TABLE record_confirmation;
CREATE TABLE record_confirmation (
  record_type TEXT NOT NULL CHECK (record_type IN ('capability', 'organisation')),
  record_id INT64 NOT NULL,
  confirmed_at_ms INT64,
  retired_at_ms INT64,
  PRIMARY KEY (record_type, record_id)
) STRICT;
INSERT INTO record_confirmation SELECT record_type, record_id, confirmed_at_ms, retired_at_ms FROM kept_confirmation;
DROP TABLE kept_confirmation;
