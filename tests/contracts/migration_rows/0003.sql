INSERT INTO material (material_id, parent_id, family, name_nl, name_en, name_fr, states, default_unit, grams_per_m3,
                      price_cents_per_tonne, price_source, waste_codes, is_hazardous, source_key)
VALUES ('wood', NULL, 'wood', 'hout', 'wood', 'bois', '', 'kg', 500000, NULL, '', '', 0, 's'),
       ('wood/pallet', 'wood', 'wood', 'pallet', 'pallet', 'palette', '', 'piece', NULL, 5000, '', '', 0, 's')
ON CONFLICT DO NOTHING;
INSERT INTO material_synonym (material_id, language, synonym) VALUES ('wood', 'nl', 'planken') ON CONFLICT DO NOTHING;
INSERT INTO term (list, term, name_nl, name_en, name_fr, retention)
VALUES ('retention', 'reuse', 'hergebruik', 'reuse', 'réemploi', 0.9) ON CONFLICT DO NOTHING;
INSERT INTO stream (stream_id, kind, state, visibility, organisation_id, material_id, accepted, typed_what, title_nl,
                    title_en, title_fr, description_nl, description_en, description_fr, language, amount_thousandths,
                    unit, grams_per_unit, amount_quality, rhythm, grade, contamination_percent, nis, available_from_on,
                    available_to_on, packaging, transport, price_cents_per_tonne, legal_status, waste_code, permits,
                    retention_step, min_grams, is_example, source_key, contact_email, secret_hash,
                    confirmed_at_ms, created_at_ms, version)
VALUES (1, 'offer', 'open', 'public', 1, 'wood/pallet', '', 'pallets', 'Pallets', 'Pallets', 'Palettes', '', '', '',
        'nl', 12000, 'piece', 20000, 'declared', 'week', 5, NULL, '44021', '2026-11-21', NULL, '', 'pick_up', -500,
        'product', '', '', 'reuse', NULL, 1, 's', '', '', 1795255445000, 1795255445000, 1)
ON CONFLICT DO NOTHING;
INSERT INTO stream_row (stream_id, visibility, kind, family, material_id, province, nis, grams_per_week, from_on, to_on,
                        confirmed_at_ms, words, title_nl_sort, title_en_sort, title_fr_sort, place_sort)
VALUES (1, 'public', 'offer', 'wood', 'wood/pallet', 'east_flanders', '44021', 240000, '2026-11-21', '', 1795255445000,
        'pallet', 'pallets', 'pallets', 'palettes', 'gent') ON CONFLICT DO NOTHING;
