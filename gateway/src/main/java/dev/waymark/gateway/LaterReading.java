package dev.waymark.gateway;

import dev.waymark.gateway.config.Section;

/** Keys of waymark.yaml that the protocol has and this version does not: refused, since ignoring them would be a lie. */
final class LaterReading {

    private LaterReading() {}

    static void refuse(Section file) {
        if (file.has("identity")) {
            file.fault(
                    "identity",
                    "OpenID Connect is not in this version yet: take the key out; people sign in as users.yaml has them");
        }
        Section cluster = file.section("cluster");
        if (cluster.bool("enabled", false)) {
            cluster.fault(
                    "enabled",
                    "is not in this version yet: write false; nodes on one database work without it, by polling");
        }
        cluster.texts("members");
        cluster.done();
    }
}
