-- A gateway writes here at each regular look, so that a store that can be read and not written is seen before a message is.

CREATE TABLE store_probe (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    written_at timestamptz NOT NULL
);
INSERT INTO store_probe (written_at) VALUES (now());
COMMENT ON TABLE store_probe IS 'One row; says nothing but that the store can be written';
COMMENT ON COLUMN store_probe.written_at IS 'When a gateway last wrote here';
