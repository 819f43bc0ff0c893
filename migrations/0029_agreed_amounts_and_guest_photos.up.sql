-- What running agreements have taken of each time a stream comes. Kept equal when an agreement or a hand-over changes.
ALTER TABLE stream ADD COLUMN agreed_g INT64 NOT NULL DEFAULT 0 CHECK (agreed_g >= 0);

-- Photos of a draft that somebody without account wrote have no person: `added_by` is NULL. SQLite cannot take NOT NULL
-- off a column, so both tables are made anew.
DROP INDEX attachment_stream;
DROP INDEX attachment_handover;
DROP INDEX attachment_organisation;
ALTER TABLE attachment RENAME TO attachment_before;
ALTER TABLE attachment_content RENAME TO attachment_content_before;
CREATE TABLE attachment (
  attachment_id INT64 NOT NULL PRIMARY KEY,
  stream_id INT64 REFERENCES stream (stream_id),
  handover_id INT64 REFERENCES handover (handover_id),
  organisation_id INT64 REFERENCES organisation (organisation_id),
  is_pdf INT64 NOT NULL CHECK (is_pdf IN (0, 1)),
  alt TEXT NOT NULL,
  width INT64 NOT NULL,
  height INT64 NOT NULL,
  bytes INT64 NOT NULL CHECK (bytes > 0),
  content_hash TEXT NOT NULL,
  added_by INT64 REFERENCES person (person_id),
  added_at_ms INT64 NOT NULL,
  version INT64 NOT NULL,
  CHECK ((stream_id IS NULL) <> (handover_id IS NULL)),
  CHECK (is_pdf = 0 OR handover_id IS NOT NULL)
) STRICT;
INSERT INTO attachment (attachment_id, stream_id, handover_id, organisation_id, is_pdf, alt, width, height, bytes, content_hash, added_by, added_at_ms, version)
  SELECT attachment_id, stream_id, handover_id, organisation_id, is_pdf, alt, width, height, bytes, content_hash, added_by, added_at_ms, version
  FROM attachment_before;
CREATE TABLE attachment_content (
  attachment_id INT64 NOT NULL REFERENCES attachment (attachment_id),
  size TEXT NOT NULL CHECK (size IN ('large', 'small')),
  content BYTES NOT NULL,
  PRIMARY KEY (attachment_id, size)
) STRICT;
INSERT INTO attachment_content (attachment_id, size, content)
  SELECT attachment_id, size, content FROM attachment_content_before;
DROP TABLE attachment_content_before;
DROP TABLE attachment_before;
CREATE UNIQUE INDEX attachment_stream ON attachment (stream_id, content_hash) WHERE stream_id IS NOT NULL;
CREATE UNIQUE INDEX attachment_handover ON attachment (handover_id, content_hash) WHERE handover_id IS NOT NULL;
CREATE INDEX attachment_organisation ON attachment (organisation_id);
