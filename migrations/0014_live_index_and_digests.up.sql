-- Which stream each version of the list of streams is about, so that what is kept in memory follows without reading
-- everything. The newest are kept; a version without a row told of more than one stream.
CREATE TABLE stream_change (
  version INT64 NOT NULL PRIMARY KEY,
  stream_id INT64 NOT NULL
) STRICT;

-- The version of the list up to which the search for new matches has come, over all processes.
CREATE TABLE digest_progress (
  one INT64 NOT NULL PRIMARY KEY CHECK (one = 1),
  version INT64 NOT NULL
) STRICT;
INSERT INTO digest_progress SELECT one, version FROM stream_list_version;

-- Who gets mails about new matches: somebody with an account, or (person_id NULL) the confirmed address of an offer
-- that was made without one.
CREATE TABLE digest_reader (
  reader_id INT64 NOT NULL PRIMARY KEY,
  person_id INT64 UNIQUE REFERENCES person (person_id),
  email TEXT NOT NULL, -- empty for a person, whose own address counts
  language TEXT NOT NULL CHECK (language IN ('nl', 'en', 'fr')), -- of an address; a person's own counts
  rhythm TEXT NOT NULL CHECK (rhythm IN ('daily', 'weekly', 'never')),
  last_sent_ms INT64,
  version INT64 NOT NULL
) STRICT;
CREATE UNIQUE INDEX digest_reader_email ON digest_reader (email) WHERE person_id IS NULL;

-- The matches of a stream that a reader knows of: ids of the other streams with their best scores, told or there when
-- the stream was first looked at.
CREATE TABLE digest_known (
  reader_id INT64 NOT NULL REFERENCES digest_reader (reader_id),
  stream_id INT64 NOT NULL,
  matches TEXT NOT NULL,
  PRIMARY KEY (reader_id, stream_id)
) STRICT;

-- Matches that wait for the reader's next mail.
CREATE TABLE digest_match (
  reader_id INT64 NOT NULL REFERENCES digest_reader (reader_id),
  stream_id INT64 NOT NULL,
  other_id INT64 NOT NULL,
  news TEXT NOT NULL CHECK (news IN ('new', 'better')),
  queued_at_ms INT64 NOT NULL,
  PRIMARY KEY (reader_id, stream_id, other_id)
) STRICT;

-- Where a mail program sends the wish to get no more of such mails; empty for mails that somebody asked for.
ALTER TABLE outbox_mail ADD COLUMN unsubscribe_url TEXT NOT NULL DEFAULT '';
