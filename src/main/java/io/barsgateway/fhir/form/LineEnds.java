package io.barsgateway.fhir.form;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/**
 * Line ends and tabs as character references. FHIR XML holds its texts in attributes, where a reader takes a bare line end
 * for a space (XML 1.0, section 3.3.3), and the JDK's writer does not escape it.
 */
final class LineEnds extends FilterWriter {

    LineEnds(Writer out) {
        super(out);
    }

    @Override
    public void write(int c) throws IOException {
        switch (c) {
            case '\n' -> out.write("&#10;");
            case '\r' -> out.write("&#13;");
            case '\t' -> out.write("&#9;");
            default -> out.write(c);
        }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(text[i]);
        }
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(text.charAt(i));
        }
    }
}
