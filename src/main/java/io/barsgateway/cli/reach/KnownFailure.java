package io.barsgateway.cli.reach;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What the JVM says of a file or a connection, as what to do about it. */
final class KnownFailure {

    private KnownFailure() {}

    /** Empty where nothing better can be said than the failure says itself. */
    static Optional<String> words(Throwable failure) {
        if (failure instanceof HttpTimeoutException) {
            return Optional.of(
                    "what is asked there does not answer in time; look at its log, and at the network between");
        }
        if (failure instanceof ConnectException && isWithoutAddress(failure)) {
            return Optional.of("the host that is named has no address here: look at its spelling, and at DNS");
        }
        if (failure instanceof ConnectException) {
            return Optional.of("nothing answers there; is it running? start it with: bars up");
        }
        if (failure instanceof UnknownHostException) {
            return Optional.of(
                    "the host " + failure.getMessage() + " has no address here: look at its spelling, and at DNS");
        }
        if (failure instanceof FileSystemException file) {
            return ofFile(file);
        }
        if (failure instanceof SSLException) {
            return Optional.of(ofTls(String.valueOf(failure.getMessage())));
        }
        boolean ended = failure instanceof EOFException
                || (failure instanceof IOException
                        && String.valueOf(failure.getMessage()).contains("received no bytes"));
        return ended
                ? Optional.of(
                        "what is asked there ends the connection without an answer: where it speaks TLS, write https://"
                                + " in place of http://")
                : Optional.empty();
    }

    private static boolean isWithoutAddress(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(UnresolvedAddressException.class::isInstance);
    }

    private static Optional<String> ofFile(FileSystemException failure) {
        String file = String.valueOf(failure.getFile());
        if (failure instanceof NoSuchFileException) {
            return Optional.of(file + " does not exist");
        }
        if (failure instanceof AccessDeniedException) {
            return Optional.of(file + " may not be read or written by the user " + System.getProperty("user.name")
                    + ": look at its owner and mode");
        }
        return Optional.empty();
    }

    private static String ofTls(String said) {
        if (said.contains("Unsupported or unrecognized SSL message")) {
            return "what is asked there speaks no TLS: write http:// in place of https://";
        }
        if (said.contains("No name matching") || said.contains("No subject alternative")) {
            return "the certificate that is presented there is for another name (" + said
                    + "): ask it by the name in its certificate";
        }
        if (said.contains("unable to find valid certification path") || said.contains("PKIX")) {
            return "the certificate that is presented there is of no CA that is known here: name the home of the gateway with"
                    + " --home";
        }
        if (said.contains("bad_certificate") || said.contains("certificate_required")) {
            return "what is asked there wants a certificate of its caller: name the local side of the gateway, not the port for"
                    + " the proxy";
        }
        return "TLS failed there: " + said;
    }
}
