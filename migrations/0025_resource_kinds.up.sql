-- What a stream is: goods, food, water, heat or power, room, time of a machine; each with the few facts of its own. What
-- is not known is NULL or the word unknown.
ALTER TABLE stream ADD COLUMN resource TEXT NOT NULL DEFAULT 'material'
  CHECK (resource IN ('material', 'food', 'water', 'energy', 'space', 'machine'));
ALTER TABLE stream ADD COLUMN variety TEXT NOT NULL DEFAULT '';
ALTER TABLE stream ADD COLUMN cold_chain TEXT NOT NULL DEFAULT 'unknown'
  CHECK (cold_chain IN ('unknown', 'none', 'chilled', 'frozen'));
ALTER TABLE stream ADD COLUMN use_by_on TEXT;
ALTER TABLE stream ADD COLUMN temperature_celsius INT64;
ALTER TABLE stream ADD COLUMN daily_from_minutes INT64 CHECK (daily_from_minutes BETWEEN 0 AND 1439);
ALTER TABLE stream ADD COLUMN daily_to_minutes INT64 CHECK (daily_to_minutes BETWEEN 1 AND 1440);
-- Of a unit of the stream's own kind: thousandths of a euro per kWh, m³, m² or hour.
ALTER TABLE stream ADD COLUMN unit_price_thousandths INT64;
-- Of one piece of a building part.
ALTER TABLE stream ADD COLUMN length_mm INT64 CHECK (length_mm > 0);
ALTER TABLE stream ADD COLUMN width_mm INT64 CHECK (width_mm > 0);
ALTER TABLE stream ADD COLUMN height_mm INT64 CHECK (height_mm > 0);
-- Why it was closed; empty while it is not.
ALTER TABLE stream ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
UPDATE stream SET resource = 'food'
  WHERE material_id IN (SELECT material_id FROM material WHERE family = 'voeding');
UPDATE stream SET outcome = 'unknown' WHERE state = 'closed';
CREATE INDEX stream_resource ON stream (resource, kind);

-- With state 'partly_agreed': it is agreed for the whole of it.
ALTER TABLE stream ADD COLUMN is_agreed INT64 NOT NULL DEFAULT 0 CHECK (is_agreed IN (0, 1));
