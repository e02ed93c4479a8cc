package dev.waymark.gateway.acks;

import dev.waymark.channels.sms.TextSettings;
import dev.waymark.gateway.pg.Times;
import dev.waymark.gateway.time.Clocks;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Map;

/**
 * Forgets callbacks of generic providers a month after they came: their signature holds for minutes, and no provider
 * repeats one for so long. Twilio's are kept for good, since theirs has no time. Thread-safe.
 */
public final class ForgetCallbacks {

    private static final String SWEEP = """
            delete from text_callback
             where (provider, callback) in (
                   select provider, callback from text_callback
                    where provider = any ($1) and at < $2
                    limit $3
                      for update skip locked)
            """;

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int AT_ONCE = 1_000;

    private final String[] generic;
    private final Clocks clocks;

    /** @param providers by their names */
    public ForgetCallbacks(Map<String, TextSettings> providers, Clocks clocks) {
        this.generic = providers.entrySet().stream()
                .filter(provider -> provider.getValue().fold(any -> true, twilio -> false))
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        this.clocks = clocks;
    }

    /** True: there may be more. */
    public Future<Boolean> round(SqlClient client) {
        return client.preparedQuery(SWEEP)
                .execute(Tuple.of(generic, Times.of(clocks.business().minus(KEPT)), AT_ONCE))
                .map(rows -> rows.rowCount() == AT_ONCE);
    }
}
