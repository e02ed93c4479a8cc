package dev.waymark.gateway.ops;

/**
 * Brings every log into one stream: SLF4J, java.util.logging and the log of Vert.x end in Log4j, which {@code log4j2.xml}
 * directs. To be called before anything else in the program logs.
 */
public final class Logs {

    private Logs() {}

    public static void install() {
        System.setProperty("java.util.logging.manager", "org.apache.logging.log4j.jul.LogManager");
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
    }
}
