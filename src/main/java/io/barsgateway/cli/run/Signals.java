package io.barsgateway.cli.run;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * Ends a run on Ctrl-C or SIGTERM in order: first what we started, then the JVM. JVM shutdown hooks run side by side, so the
 * embedded database would stop under requests that are still being answered.
 */
final class Signals {

    private Signals() {}

    /** Blocks until a signal comes, and closes then. */
    static void awaitThenClose(AutoCloseable running) throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        onSignal("INT", stopped::countDown);
        onSignal("TERM", stopped::countDown);
        stopped.await();
        running.close();
    }

    /** By reflection, since the compiler warns of {@code sun.misc} and takes no excuse; the JVM has long kept it. */
    private static void onSignal(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            Runtime.getRuntime().addShutdownHook(new Thread(action));
        }
    }
}
