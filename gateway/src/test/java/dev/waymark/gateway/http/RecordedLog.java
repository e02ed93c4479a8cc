package dev.waymark.gateway.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** Everything that is logged while it is open, of every level from info on. */
public final class RecordedLog implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Level before;
    private final AbstractAppender appender = new AbstractAppender("recorded", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            lines.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
        }
    };

    public RecordedLog() {
        var root = LoggerContext.getContext(false).getConfiguration().getRootLogger();
        before = root.getLevel();
        appender.start();
        root.addAppender(appender, null, null);
        Configurator.setLevel(LogManager.ROOT_LOGGER_NAME, Level.INFO);
    }

    /** Level and message of each record. */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        LoggerContext.getContext(false).getConfiguration().getRootLogger().removeAppender("recorded");
        Configurator.setLevel(LogManager.ROOT_LOGGER_NAME, before);
        appender.stop();
    }
}
