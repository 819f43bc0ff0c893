-- Workshops: a room of a hub that a code opens for a day, and the cards that people write in it. Cards are no streams.
CREATE TABLE room (
  room_id INT64 NOT NULL PRIMARY KEY,
  hub_id INT64 NOT NULL REFERENCES hub (hub_id),
  title TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('nl', 'en', 'fr')),
  join_code TEXT NOT NULL UNIQUE,
  nis TEXT NOT NULL REFERENCES municipality (nis),
  opened_by INT64 NOT NULL REFERENCES person (person_id),
  opened_at_ms INT64 NOT NULL,
  ends_at_ms INT64 NOT NULL,
  closed_at_ms INT64,
  version INT64 NOT NULL
) STRICT;
CREATE INDEX room_hub ON room (hub_id, opened_at_ms);

CREATE TABLE room_card (
  card_id INT64 NOT NULL PRIMARY KEY,
  room_id INT64 NOT NULL REFERENCES room (room_id),
  kind TEXT NOT NULL CHECK (kind IN ('offer', 'need')),
  typed TEXT NOT NULL,
  what TEXT NOT NULL,
  writer_name TEXT NOT NULL,
  author_hash TEXT NOT NULL,
  material_id TEXT REFERENCES material (material_id),
  material_basis TEXT NOT NULL CHECK (material_basis IN ('guessed', 'picked', 'none')),
  amount_thousandths INT64,
  unit TEXT NOT NULL CHECK (unit IN ('kg', 't', 'piece', 'm', 'm2', 'm3')),
  grams_per_unit INT64,
  rhythm TEXT NOT NULL CHECK (rhythm IN ('once', 'week', 'month', 'year', 'unknown')),
  nis TEXT NOT NULL REFERENCES municipality (nis),
  place_basis TEXT NOT NULL CHECK (place_basis IN ('said', 'room')),
  written_at_ms INT64 NOT NULL,
  version INT64 NOT NULL
) STRICT;
CREATE INDEX room_card_room ON room_card (room_id, card_id);
