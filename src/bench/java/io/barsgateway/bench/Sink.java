package io.barsgateway.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The local system of the benchmark: takes every delivery, says 200, and counts. */
final class Sink implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final AtomicInteger taken = new AtomicInteger();

    private Sink(HttpServer server) {
        this.server = server;
    }

    static Sink start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Sink sink = new Sink(server);
        server.setExecutor(sink.threads);
        server.createContext("/", exchange -> {
            try (exchange;
                    InputStream body = exchange.getRequestBody()) {
                body.transferTo(OutputStream.nullOutputStream());
                sink.take();
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return sink;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Deliveries so far; a repeat counts again. */
    int taken() {
        return taken.get();
    }

    private synchronized void take() {
        taken.incrementAndGet();
        notifyAll();
    }

    /** How many of so many deliveries are missing, once all are there or that time is over. */
    synchronized int await(int wanted, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toMillis(); taken() < wanted && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return Math.max(0, wanted - taken());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
