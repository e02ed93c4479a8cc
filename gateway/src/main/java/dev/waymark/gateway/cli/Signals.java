package dev.waymark.gateway.cli;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the operating system tells the program. */
final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /** SIGTERM and Ctrl-C. The JVM ends once {@code handler} has returned. */
    static void onTermination(Runnable handler) {
        Runtime.getRuntime().addShutdownHook(new Thread(handler, "stop"));
    }

    /**
     * SIGHUP, on a thread of its own. {@code sun.misc.Signal} is the only way to it and has no supported place in the
     * API, hence by reflection; where it is missing, nothing is re-read on a signal.
     */
    static void onHangUp(Runnable handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {signalHandler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            handler.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, signalHandler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
        } catch (ReflectiveOperationException e) {
            LOG.warn(
                    "SIGHUP cannot be heard here; a change of partners, users, programs or journey needs a new start",
                    e);
        }
    }
}
