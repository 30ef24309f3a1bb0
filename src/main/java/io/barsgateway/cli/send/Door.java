package io.barsgateway.cli.send;

/** Where what is sent goes in, and who would bring it. */
enum Door {
    /** {@code POST /$process-message} over TLS-MA, as the BaRS API Proxy. */
    PROXY("/$process-message", "to the gateway, as the BaRS API Proxy brings it"),
    /** {@code POST /messages} of the local side, as a local system that sends a request. */
    MESSAGES("/messages", "to the local side, as a local system sends a request to another organisation"),
    /** {@code POST /responses} of the local side, as a local system that reports an outcome. */
    RESPONSES("/responses", "to the local side, as a local system reports an outcome of a case");

    private final String path;
    private final String description;

    Door(String path, String description) {
        this.path = path;
        this.description = description;
    }

    String path() {
        return path;
    }

    String description() {
        return description;
    }
}
