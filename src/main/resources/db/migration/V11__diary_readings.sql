-- Which diary of a service holds: known by its content, so that it does not matter where on which gateway its files lie.

CREATE TABLE diary_reading (
    service  text        NOT NULL,
    sha256   text        NOT NULL,
    taken_at timestamptz NOT NULL,
    replaced_at timestamptz,
    PRIMARY KEY (service, sha256)
);
CREATE UNIQUE INDEX diary_reading_holds ON diary_reading (service) WHERE replaced_at IS NULL;
COMMENT ON TABLE diary_reading IS 'Every diary that a service has had; the one that was not replaced holds';

INSERT INTO diary_reading (service, sha256, taken_at) SELECT DISTINCT service, 'before version 11 of the schema', now() FROM slot;
