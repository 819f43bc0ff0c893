INSERT INTO stream (stream_id, kind, state, visibility, organisation_id, material_id, accepted, typed_what, title_nl,
                    title_en, title_fr, description_nl, description_en, description_fr, language, amount_thousandths,
                    unit, grams_per_unit, amount_quality, rhythm, grade, contamination_percent, nis, available_from_on,
                    available_to_on, packaging, transport, price_cents_per_tonne, legal_status, waste_code, permits,
                    retention_step, min_grams, is_example, source_key, contact_email, secret_hash,
                    confirmed_at_ms, created_at_ms, version, entered_by, lon_degrees, lat_degrees, price_visibility,
                    position_visibility, contact_visibility, owner_visibility)
VALUES (9, 'need', 'open', 'hub', 1, 'wood/pallet', '', 'pallets', 'Pallets', '', '', '', '', '', 'nl', NULL, 'piece',
        NULL, 'unknown', 'unknown', NULL, NULL, '44021', NULL, NULL, '', 'unknown', NULL, 'unknown', '', '', '', NULL, 0,
        's', 'an@example.org', '', 1795255445000, 1795255445000, 3, 601, 3.72, 51.05, 'private', 'hub', 'network',
        'private') ON CONFLICT DO NOTHING;
INSERT INTO idempotency_key VALUES ('person 601', 'k1', 'hash', 303, '/nl/our-streams', 1795255445000)
ON CONFLICT DO NOTHING;
