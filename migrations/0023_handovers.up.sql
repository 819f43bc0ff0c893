-- An agreement between who hands material over (giver) and who takes it (taker). `mass_g` is the whole amount of an
-- agreement of one time, else that of each period. The price is for the two sides alone.
CREATE TABLE agreement (
  agreement_id INT64 NOT NULL PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'active', 'refused', 'withdrawn', 'ended')),
  introduction_id INT64 REFERENCES introduction (introduction_id),
  offer_id INT64 REFERENCES stream (stream_id),
  need_id INT64 REFERENCES stream (stream_id),
  what TEXT NOT NULL,
  repeat TEXT NOT NULL CHECK (repeat IN ('once', 'week', 'month', 'year')),
  mass_g INT64 NOT NULL CHECK (mass_g > 0),
  price_basis TEXT NOT NULL CHECK (price_basis IN ('unknown', 'free', 'tonne', 'handover', 'whole')),
  price_cents INT64 CHECK (price_cents > 0),
  price_payer TEXT NOT NULL CHECK (price_payer IN ('giver', 'taker')),
  from_on TEXT NOT NULL,
  to_on TEXT,
  proposed_side TEXT NOT NULL CHECK (proposed_side IN ('giver', 'taker')),
  proposed_by INT64 NOT NULL REFERENCES person (person_id),
  proposed_at_ms INT64 NOT NULL,
  changed_at_ms INT64 NOT NULL,
  version INT64 NOT NULL,
  CHECK ((price_cents IS NOT NULL) = (price_basis IN ('tonne', 'handover', 'whole')))
) STRICT;
CREATE INDEX agreement_offer ON agreement (offer_id);
CREATE INDEX agreement_need ON agreement (need_id);

-- Its two sides. One that is not in the network has a name and an address only.
CREATE TABLE agreement_side (
  agreement_id INT64 NOT NULL REFERENCES agreement (agreement_id),
  side TEXT NOT NULL CHECK (side IN ('giver', 'taker')),
  organisation_id INT64 REFERENCES organisation (organisation_id),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('nl', 'en', 'fr')),
  PRIMARY KEY (agreement_id, side)
) STRICT;
CREATE INDEX agreement_side_organisation ON agreement_side (organisation_id, agreement_id);

-- The hubs that brought the two together.
CREATE TABLE agreement_hub (
  agreement_id INT64 NOT NULL REFERENCES agreement (agreement_id),
  hub_id INT64 NOT NULL REFERENCES hub (hub_id),
  PRIMARY KEY (agreement_id, hub_id)
) STRICT;
CREATE INDEX agreement_hub_hub ON agreement_hub (hub_id, agreement_id);

-- A hand-over under an agreement. `in_force` is the line whose figures both sides said, `proposed` the one that waits
-- for the other side than `proposed_side`.
CREATE TABLE handover (
  handover_id INT64 NOT NULL PRIMARY KEY,
  agreement_id INT64 NOT NULL REFERENCES agreement (agreement_id),
  state TEXT NOT NULL CHECK (state IN ('registered', 'disputed', 'confirmed', 'correcting', 'rejected', 'withdrawn')),
  in_force INT64,
  proposed INT64,
  proposed_side TEXT NOT NULL CHECK (proposed_side IN ('giver', 'taker')),
  registered_at_ms INT64 NOT NULL,
  changed_at_ms INT64 NOT NULL,
  version INT64 NOT NULL,
  CHECK ((proposed IS NOT NULL) = (state IN ('registered', 'disputed', 'correcting'))),
  CHECK ((in_force IS NOT NULL) = (state IN ('confirmed', 'correcting')))
) STRICT;
CREATE INDEX handover_agreement ON handover (agreement_id, handover_id);

-- What the sides said, in order; rows are only added, so that an old value stays. A line that only answers has no
-- figures. An estimate and a weight are two columns; what was delivered is the weight, else the estimate.
CREATE TABLE handover_statement (
  statement_id INT64 NOT NULL PRIMARY KEY,
  handover_id INT64 NOT NULL REFERENCES handover (handover_id),
  kind TEXT NOT NULL CHECK (kind IN
    ('registered', 'confirmed', 'disputed', 'rejected', 'corrected', 'kept', 'withdrawn')),
  side TEXT NOT NULL CHECK (side IN ('giver', 'taker')),
  delivered_on TEXT,
  estimated_g INT64 CHECK (estimated_g > 0),
  weighed_g INT64 CHECK (weighed_g > 0),
  accepted_g INT64 CHECK (accepted_g >= 0),
  refused_g INT64 CHECK (refused_g >= 0),
  reason TEXT NOT NULL CHECK (reason IN ('', 'contaminated', 'wrong_material', 'damaged', 'wet', 'too_much',
    'packaging', 'late', 'unsafe', 'other')),
  words TEXT NOT NULL,
  note TEXT NOT NULL,
  person_id INT64 REFERENCES person (person_id),
  at_ms INT64 NOT NULL,
  CHECK ((delivered_on IS NOT NULL) = (kind IN ('registered', 'disputed', 'corrected'))),
  CHECK (delivered_on IS NULL OR accepted_g + refused_g = COALESCE(weighed_g, estimated_g))
) STRICT;
CREATE INDEX handover_statement_handover ON handover_statement (handover_id, statement_id);

-- Links in mails to a side without account. Each opens one thing for one answer: an agreement, or a hand-over as it
-- stood (`version`).
CREATE TABLE handover_link (
  secret_hash TEXT NOT NULL PRIMARY KEY,
  agreement_id INT64 NOT NULL REFERENCES agreement (agreement_id),
  handover_id INT64 REFERENCES handover (handover_id),
  side TEXT NOT NULL CHECK (side IN ('giver', 'taker')),
  version INT64 NOT NULL,
  until_at_ms INT64 NOT NULL
) STRICT;
CREATE INDEX handover_link_until ON handover_link (until_at_ms);
