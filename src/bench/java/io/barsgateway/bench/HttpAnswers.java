package io.barsgateway.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The answers on one connection, each read to its end, so that the next one begins where it must. */
final class HttpAnswers {

    private static final int BUFFER_BYTES = 65_536;
    private static final int LONGEST_LINE = 4_096;

    private final InputStream in;

    HttpAnswers(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
    }

    /**
     * Reads one answer.
     *
     * @return whether it is 200
     * @throws EOFException where the connection ends first, or what comes is no HTTP
     */
    boolean readOk() throws IOException {
        boolean ok = line().startsWith("HTTP/1.1 200");
        long length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String small = header.toLowerCase(Locale.ROOT);
            if (small.startsWith("content-length:")) {
                length = Long.parseLong(small.substring(15).strip());
            }
            chunked |= small.startsWith("transfer-encoding:") && small.endsWith("chunked");
        }
        if (chunked) {
            skipChunks();
        } else {
            in.skipNBytes(length);
        }
        return ok;
    }

    /** To the end of the trailers; RFC 9112, section 7.1. */
    private void skipChunks() throws IOException {
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            in.skipNBytes(size);
            line();
        }
        while (!line().isEmpty()) {
            // Trailers say nothing that is counted
        }
    }

    private long chunkSize() throws IOException {
        String line = line();
        int extensions = line.indexOf(';');
        return Long.parseLong((extensions < 0 ? line : line.substring(0, extensions)).strip(), 16);
    }

    private String line() throws IOException {
        byte[] line = new byte[LONGEST_LINE];
        int at = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || at == line.length) {
                throw new EOFException("The server closed the connection, or its head is no HTTP");
            }
            line[at++] = (byte) next;
        }
        return new String(line, 0, Math.max(0, at - 1), StandardCharsets.ISO_8859_1);
    }
}
