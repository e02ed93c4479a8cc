package dev.waymark.gateway.scenario;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Waits until a gateway whose clocks stand still has done all that may be done now. */
final class LaneRest {

    private static final String BUSY = """
            outbox o join lane l on l.lane = o.lane
            where o.lease_until > '%1$s'
                or (o.retry_at <= '%1$s' and o.not_before <= '%2$s' and l.state <> 'closed'
                    and (l.not_before is null or l.not_before <= '%1$s'))
            """;

    private LaneRest() {}

    static void await(TestGateway gateway) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Sql.count(gateway, "fanout_due where poison_at is null") == 0
                        && Sql.count(gateway, BUSY.formatted(gateway.clocks.steady(), gateway.clocks.business())) == 0);
    }
}
