package dev.waymark.gateway;

import dev.waymark.channels.webhook.AllowList;
import java.util.List;

/** Where the gateway connects to for partners' sake beside globally reachable addresses: {@code host:port} each. */
public record EgressSettings(List<String> allow) {

    public EgressSettings {
        allow = List.copyOf(allow);
    }

    public AllowList allowList() {
        return AllowList.of(allow);
    }
}
