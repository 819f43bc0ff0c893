-- Photos of streams and weighing tickets of hand-overs. What came is not kept: images are made anew in two sizes, so
-- that place and device of the camera are gone. `content_hash` is of the file that came: the same file on the same record is one attachment.
-- `organisation_id` is whose room it takes.
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
  added_by INT64 NOT NULL REFERENCES person (person_id),
  added_at_ms INT64 NOT NULL,
  version INT64 NOT NULL,
  CHECK ((stream_id IS NULL) <> (handover_id IS NULL)),
  CHECK (is_pdf = 0 OR handover_id IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX attachment_stream ON attachment (stream_id, content_hash) WHERE stream_id IS NOT NULL;
CREATE UNIQUE INDEX attachment_handover ON attachment (handover_id, content_hash) WHERE handover_id IS NOT NULL;
CREATE INDEX attachment_organisation ON attachment (organisation_id);

CREATE TABLE attachment_content (
  attachment_id INT64 NOT NULL REFERENCES attachment (attachment_id),
  size TEXT NOT NULL CHECK (size IN ('large', 'small')),
  content BYTES NOT NULL,
  PRIMARY KEY (attachment_id, size)
) STRICT;
