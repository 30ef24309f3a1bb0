package io.barsgateway.trust.crl;

import java.net.URI;

/**
 * One entry of bars.pki.crl-urls: the URL of a revocation list, or, with one {@code *} in the last part of its path, the URLs of all
 * numbered partitions of a list. The {@code *} stands for one to forty letters, digits, hyphens and underscores.
 *
 * @param url http or https, with a host
 */
public record ListUrl(URI url) {

    private static final int LONGEST_NUMBER = 40;
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public ListUrl {
        if (!isHttp(url)) {
            throw new IllegalArgumentException("bars.pki.crl-urls takes http and https URLs: " + url);
        }
        String text = url.toString();
        int star = text.indexOf('*');
        if (star >= 0
                && (star != text.lastIndexOf('*')
                        || url.getRawPath() == null
                        || url.getRawPath().indexOf('*') < url.getRawPath().lastIndexOf('/'))) {
            throw new IllegalArgumentException(
                    "bars.pki.crl-urls takes one * in an entry, in the last part of the path: " + url);
        }
    }

    /** Whether it stands for several lists: nothing is fetched until a certificate names one of them. */
    public boolean isPattern() {
        return url.toString().indexOf('*') >= 0;
    }

    /** Whether it is that URL, or a pattern of it; scheme and host in any case (RFC 5280 7.4). */
    public boolean covers(URI named) {
        String own = PointNames.comparable(url.toString());
        String other = PointNames.comparable(named.toString());
        int star = own.indexOf('*');
        if (star < 0) {
            return own.equals(other);
        }
        String after = own.substring(star + 1);
        int number = other.length() - star - after.length();
        return number >= 1
                && number <= LONGEST_NUMBER
                && other.startsWith(own.substring(0, star))
                && other.endsWith(after)
                && other.substring(star, star + number).chars().allMatch(c -> PLAIN.indexOf(c) >= 0);
    }

    /** Whether that URL is of the same host. */
    public boolean isOfTheHostOf(URI named) {
        return url.getHost().equalsIgnoreCase(named.getHost());
    }

    /** The pattern that covers a URL and what differs from it in its last number only; the URL itself where it has no number. */
    public static String patternOf(URI named) {
        String text = named.toString();
        int end = text.length();
        while (end > 0 && !isDigit(text.charAt(end - 1)) && text.charAt(end - 1) != '/') {
            end--;
        }
        int start = end;
        while (start > 0 && isDigit(text.charAt(start - 1))) {
            start--;
        }
        return start == end ? text : text.substring(0, start) + "*" + text.substring(end);
    }

    static boolean isHttp(URI url) {
        return url.getHost() != null
                && ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
