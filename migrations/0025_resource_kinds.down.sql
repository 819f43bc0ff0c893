ALTER TABLE stream ADD COLUMN state_before TEXT NOT NULL DEFAULT 'draft'
  CHECK (state_before IN ('draft', 'open', 'in_talks', 'partly_agreed', 'closed', 'expired'));
UPDATE stream SET state_before = CASE state WHEN 'agreed' THEN 'partly_agreed' ELSE state END;
ALTER TABLE stream DROP COLUMN state;
ALTER TABLE stream RENAME COLUMN state_before TO state;
DROP INDEX stream_resource;
ALTER TABLE stream DROP COLUMN outcome;
ALTER TABLE stream DROP COLUMN height_mm;
ALTER TABLE stream DROP COLUMN width_mm;
ALTER TABLE stream DROP COLUMN length_mm;
ALTER TABLE stream DROP COLUMN unit_price_thousandths;
ALTER TABLE stream DROP COLUMN daily_to_minutes;
ALTER TABLE stream DROP COLUMN daily_from_minutes;
ALTER TABLE stream DROP COLUMN temperature_celsius;
ALTER TABLE stream DROP COLUMN use_by_on;
ALTER TABLE stream DROP COLUMN cold_chain;
ALTER TABLE stream DROP COLUMN variety;
ALTER TABLE stream DROP COLUMN resource;
