-- A capability that its organisation no longer offers is retired, as its own page says it; only an organisation, which has
-- no states, still keeps here since when it is no more.
UPDATE capability SET state = 'retired' WHERE capability_id IN (SELECT record_id FROM record_confirmation
  WHERE record_type = 'capability' AND retired_at_ms IS NOT NULL);
UPDATE record_confirmation SET retired_at_ms = NULL WHERE record_type = 'capability';
CREATE TABLE kept_confirmation AS SELECT * FROM record_confirmation;
DROP TABLE record_confirmation;
CREATE TABLE record_confirmation (
  record_type TEXT NOT NULL CHECK (record_type IN ('capability', 'organisation')),
  record_id INT64 NOT NULL,
  confirmed_at_ms INT64,
  retired_at_ms INT64 CHECK (retired_at_ms IS NULL OR record_type = 'organisation'),
  PRIMARY KEY (record_type, record_id)
) STRICT;
INSERT INTO record_confirmation SELECT record_type, record_id, confirmed_at_ms, retired_at_ms FROM kept_confirmation;
DROP TABLE kept_confirmation;
