-- Two organisations of which somebody said that they are not one.
CREATE TABLE organisation_distinct (
  low_id INT64 NOT NULL,
  high_id INT64 NOT NULL,
  decided_by INT64 REFERENCES person (person_id),
  decided_at_ms INT64 NOT NULL,
  PRIMARY KEY (low_id, high_id),
  CHECK (low_id < high_id)
) STRICT;

-- An organisation that went up in another. Its own row is gone while the merge stands.
CREATE TABLE organisation_merge (
  merge_id INT64 NOT NULL PRIMARY KEY,
  survivor_id INT64 NOT NULL,
  absorbed_id INT64 NOT NULL,
  survivor_name TEXT NOT NULL,
  absorbed_name TEXT NOT NULL,
  merged_by INT64 REFERENCES person (person_id),
  merged_at_ms INT64 NOT NULL,
  undone_by INT64 REFERENCES person (person_id),
  undone_at_ms INT64,
  kept_columns TEXT NOT NULL,
  version INT64 NOT NULL,
  CHECK (survivor_id <> absorbed_id)
) STRICT;
CREATE UNIQUE INDEX organisation_merge_open ON organisation_merge (absorbed_id) WHERE undone_at_ms IS NULL;
CREATE INDEX organisation_merge_survivor ON organisation_merge (survivor_id);

-- What a merge did with each row: own (of the one that went up), moved to the one that stays (then the image names the
-- row), or dropped because the one that stays had the same. before and after: rows of the one that stays, around the
-- merge.
CREATE TABLE organisation_merge_row (
  merge_id INT64 NOT NULL REFERENCES organisation_merge (merge_id),
  place INT64 NOT NULL,
  step TEXT NOT NULL CHECK (step IN ('own', 'moved', 'dropped', 'before', 'after')),
  row_image TEXT NOT NULL,
  PRIMARY KEY (merge_id, place)
) STRICT;
