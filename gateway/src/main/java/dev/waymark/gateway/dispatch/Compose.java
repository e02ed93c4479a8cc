package dev.waymark.gateway.dispatch;

import dev.waymark.gateway.dispatch.Prepare.Outgoing;
import dev.waymark.gateway.model.ChannelKind;
import dev.waymark.gateway.model.Recipient;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders messages for the channels they take: what is sealed is opened and audited in the transaction given. Thread-safe. */
interface Compose {

    /** One for each, in any order. */
    Future<List<Prepared>> compose(SqlClient tx, List<Outgoing> going);

    /** Each channel by its own. */
    static Compose byChannel(Map<ChannelKind, Compose> composers) {
        Map<ChannelKind, Compose> each = new EnumMap<>(composers);
        return (tx, going) -> {
            Future<List<Prepared>> chain = Future.succeededFuture(new ArrayList<>());
            for (Map.Entry<ChannelKind, Compose> one : each.entrySet()) {
                List<Outgoing> own = going.stream()
                        .filter(outgoing -> outgoing.notification().channel() == one.getKey())
                        .toList();
                if (!own.isEmpty()) {
                    chain = chain.compose(all -> one.getValue().compose(tx, own).map(composed -> {
                        all.addAll(composed);
                        return all;
                    }));
                }
            }
            return chain;
        };
    }

    /** Mail to the people who manage cases, and that to all others. */
    static Compose byReader(Compose toUsers, Compose toOthers) {
        return (tx, going) -> {
            Map<Boolean, List<Outgoing>> parts = going.stream()
                    .collect(Collectors.partitioningBy(
                            one -> one.notification().recipient() instanceof Recipient.OfUser));
            return composed(tx, toUsers, parts.getOrDefault(true, List.of()))
                    .compose(users -> composed(tx, toOthers, parts.getOrDefault(false, List.of()))
                            .map(others -> Stream.concat(users.stream(), others.stream())
                                    .toList()));
        };
    }

    private static Future<List<Prepared>> composed(SqlClient tx, Compose compose, List<Outgoing> going) {
        return going.isEmpty() ? Future.succeededFuture(List.of()) : compose.compose(tx, going);
    }
}
