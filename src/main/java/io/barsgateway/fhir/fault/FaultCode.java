package io.barsgateway.fhir.fault;

/**
 * Every way a Receiver refuses or fails: HTTP status, {@code http-error-codes} code and FHIR issue type, as the BaRS
 * guide pairs them (Core 1.5.0, Error-Handling and Transactional-integrity pages).
 */
public enum FaultCode {
    /** A header, parameter or element that must be there is not. */
    REQUIRED(400, "REC_BAD_REQUEST", "required"),
    /** A header or parameter is there and its value is not usable. */
    VALUE(400, "REC_BAD_REQUEST", "value"),
    /** The body is not JSON, not XML, or not shaped as FHIR. */
    INVALID(400, "REC_BAD_REQUEST", "invalid"),
    /** A rule about the content of the message does not hold. */
    INVARIANT(400, "REC_BAD_REQUEST", "invariant"),
    /** An access-control header cannot be read. */
    UNAUTHORIZED(401, "REC_UNAUTHORIZED", "security"),
    /** The organisation that sends is one this service takes nothing from. */
    DENIED(401, "REC_UNAUTHORIZED", "forbidden"),
    /** The caller's certificate, name or address is not one we accept. */
    FORBIDDEN(403, "REC_FORBIDDEN", "forbidden"),
    /** The service, resource or original message is not known here. */
    NOT_FOUND(404, "REC_NOT_FOUND", "not-found"),
    /** The path exists and does not take this method. */
    METHOD_NOT_ALLOWED(405, "REC_METHOD_NOT_ALLOWED", "not-supported"),
    /** The version or media type asked for in Accept is not one we speak. */
    NOT_ACCEPTABLE(406, "REC_NOT_ACCEPTABLE", "processing"),
    /** The request did not arrive, or was not processed, in time. */
    TIMEOUT(408, "REC_TIMEOUT", "timeout"),
    /** This X-Request-Id was accepted before; a Sender reads it as proof of success, so nothing else may use it. */
    DUPLICATE(409, "REC_CONFLICT", "duplicate"),
    /** The message contradicts what we hold. */
    CONFLICT(409, "REC_CONFLICT", "conflict"),
    /** The body has more bytes, elements or levels than we take. The code system has no 413: its bad request stands in. */
    TOO_LONG(413, "REC_BAD_REQUEST", "too-long"),
    /** The request line is longer than we read. */
    URI_TOO_LONG(414, "REC_BAD_REQUEST", "too-long"),
    /** Content-Type or Content-Encoding is not one we read. */
    UNSUPPORTED_MEDIA_TYPE(415, "REC_UNSUPPORTED_MEDIA_TYPE", "not-supported"),
    /** The host that the request names is not the one that the connection was made for. */
    MISDIRECTED(421, "REC_BAD_REQUEST", "invalid"),
    /** A version or use case that exists and that this service does not take. */
    NOT_SUPPORTED(422, "REC_UNPROCESSABLE_ENTITY", "not-supported"),
    /** The search asks for more than we look through. */
    TOO_COSTLY(422, "REC_UNPROCESSABLE_ENTITY", "too-costly"),
    /** The message says of its patient or appointment what is not so here. */
    DIFFERS(422, "REC_UNPROCESSABLE_ENTITY", "business-rule"),
    /** A use case that this service does not take, where assurance tools want 400. */
    UNSUPPORTED_USE_CASE(400, "REC_BAD_REQUEST", "not-supported"),
    /** The first attempt with this X-Request-Id is still running. */
    TOO_EARLY(425, "REC_TOO_EARLY", "duplicate"),
    /** More requests are waiting than can be answered in time. */
    TOO_MANY_REQUESTS(429, "REC_TOO_MANY_REQUESTS", "throttled"),
    /** The header block is longer than we read. */
    HEADERS_TOO_LONG(431, "REC_BAD_REQUEST", "too-long"),
    /** A bug or an outage of ours. */
    SERVER_ERROR(500, "REC_SERVER_ERROR", "exception"),
    /** A BaRS operation that this gateway does not offer, or a transfer coding that it does not read. */
    NOT_IMPLEMENTED(501, "REC_NOT_IMPLEMENTED", "not-supported"),
    /** We cannot hold a message now; the Sender may try again. */
    UNAVAILABLE(503, "REC_SERVICE_UNAVAILABLE", "transient"),
    /** The major version of HTTP is not one that we speak. The code system has no 505: what is not built stands in. */
    VERSION_NOT_SUPPORTED(505, "REC_NOT_IMPLEMENTED", "not-supported");

    private final int status;
    private final String code;
    private final String issueType;

    FaultCode(int status, String code, String issueType) {
        this.status = status;
        this.code = code;
        this.issueType = issueType;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Code in {@code https://fhir.nhs.uk/CodeSystem/http-error-codes}. */
    public String code() {
        return code;
    }

    /** FHIR issue type. */
    public String issueType() {
        return issueType;
    }

    /** Whether this is a verdict on the content, so that the same request must get the same answer again. */
    public boolean isAboutContent() {
        return switch (this) {
            case INVALID, INVARIANT, NOT_FOUND, CONFLICT, NOT_SUPPORTED, DIFFERS, UNSUPPORTED_USE_CASE -> true;
            case REQUIRED,
                    VALUE,
                    UNAUTHORIZED,
                    DENIED,
                    FORBIDDEN,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    TIMEOUT,
                    DUPLICATE,
                    TOO_LONG,
                    URI_TOO_LONG,
                    UNSUPPORTED_MEDIA_TYPE,
                    MISDIRECTED,
                    TOO_COSTLY,
                    TOO_EARLY,
                    TOO_MANY_REQUESTS,
                    HEADERS_TOO_LONG,
                    SERVER_ERROR,
                    NOT_IMPLEMENTED,
                    UNAVAILABLE,
                    VERSION_NOT_SUPPORTED -> false;
        };
    }

    /** The code for an HTTP status that the listener itself came to; anything unforeseen is a bad request or our error. */
    public static FaultCode ofStatus(int status) {
        return switch (status) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 408 -> TIMEOUT;
            case 413 -> TOO_LONG;
            case 414 -> URI_TOO_LONG;
            case 415, 417 -> UNSUPPORTED_MEDIA_TYPE;
            case 421 -> MISDIRECTED;
            case 429 -> TOO_MANY_REQUESTS;
            case 431 -> HEADERS_TOO_LONG;
            case 501 -> NOT_IMPLEMENTED;
            case 503 -> UNAVAILABLE;
            case 505 -> VERSION_NOT_SUPPORTED;
            default -> status >= 500 ? SERVER_ERROR : INVALID;
        };
    }
}
