package io.barsgateway.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** Holds the events of the audit, as they are now, against the blocks that seal them. */
final class CheckBlocks {

    /** How many blocks, and about how many of their events, are in memory at once. */
    private static final int PAGE = 5000;

    private static final String BLOCKS = """
            SELECT seq, last_id, events, encode(marks, 'hex') AS marks, hash
              FROM (SELECT *, sum(events) OVER (ORDER BY seq) AS so_far
                      FROM (SELECT * FROM audit_block WHERE seq >= ? ORDER BY seq LIMIT %1$d) next) page
             WHERE so_far - events < %1$d ORDER BY seq""".formatted(PAGE);

    private final JdbcTemplate rows;

    CheckBlocks(JdbcTemplate rows) {
        this.rows = rows;
    }

    /** @param marks of all its events, in hexadecimal */
    private record Block(long seq, long lastId, int events, String marks, String hash) {

        boolean isMarked(int number, String hash) {
            return marks.startsWith(AuditRowHash.mark(hash), number * AuditRowHash.MARK);
        }
    }

    /**
     * How far it is read.
     *
     * @param seq of the newest block
     * @param lastId of its last event
     * @param hash of that
     * @param sealed events so far
     */
    record Read(long seq, long lastId, String hash, long sealed) {}

    /**
     * Reads all of it.
     *
     * @param before the newest hash of the seals of versions before 19, which block 0 goes on from
     * @param breaks is told of each thing that does not hold
     */
    Read check(String before, Consumer<String> breaks) {
        Read read = begin(before, breaks);
        List<Block> page = blocks(BLOCKS, read.seq() + 1);
        while (!page.isEmpty()) {
            Deque<List<String>> events =
                    events(read.lastId(), page.get(page.size() - 1).lastId());
            for (Block block : page) {
                List<List<String>> own = upTo(block.lastId(), events);
                if (block.seq() == read.seq() + 1) {
                    whatIsWrong(block, own, read.hash()).ifPresent(breaks);
                } else {
                    breaks.accept("block " + (read.seq() + 1) + " is missing");
                }
                read = new Read(block.seq(), block.lastId(), block.hash(), read.sealed() + own.size());
            }
            page = blocks(BLOCKS, read.seq() + 1);
        }
        return read;
    }

    private Read begin(String before, Consumer<String> breaks) {
        List<Block> zero = blocks(
                "SELECT seq, last_id, events, '' AS marks, hash FROM audit_block WHERE seq = ? AND events = 0", 0);
        if (zero.isEmpty()) {
            breaks.accept("block 0 is missing");
            return new Read(0, 0, before, 0);
        }
        if (!zero.get(0).hash().equals(before)) {
            breaks.accept("block 0 does not go on from the links before it");
        }
        return new Read(0, zero.get(0).lastId(), zero.get(0).hash(), 0);
    }

    private static Optional<String> whatIsWrong(Block block, List<List<String>> events, String before) {
        String hash = before;
        for (int number = 0; number < events.size(); number++) {
            List<String> event = events.get(number);
            hash = AuditRowHash.hash(hash, event);
            if (!block.isMarked(number, hash)) {
                return Optional.of("block %d, row %s, was changed, or one before it was taken out or put in"
                        .formatted(block.seq(), event.get(0)));
            }
        }
        return events.size() == block.events() && hash.equals(block.hash())
                ? Optional.empty()
                : Optional.of("block %d, which ends with row %d, has %d of its %d rows, or its seal was changed"
                        .formatted(block.seq(), block.lastId(), events.size(), block.events()));
    }

    private static List<List<String>> upTo(long lastId, Deque<List<String>> events) {
        List<List<String>> own = new ArrayList<>();
        while (!events.isEmpty() && AuditRowHash.id(events.peek()) <= lastId) {
            own.add(events.poll());
        }
        return own;
    }

    private Deque<List<String>> events(long after, long upTo) {
        return new ArrayDeque<>(rows.query(
                "SELECT " + AuditRowHash.COLUMNS + " FROM audit a WHERE a.id > ? AND a.id <= ? ORDER BY a.id",
                (row, number) -> AuditRowHash.fields(row),
                after,
                upTo));
    }

    private List<Block> blocks(String sql, long from) {
        return rows.query(
                sql,
                (row, number) -> new Block(
                        row.getLong("seq"),
                        row.getLong("last_id"),
                        row.getInt("events"),
                        row.getString("marks"),
                        row.getString("hash")),
                from);
    }
}
