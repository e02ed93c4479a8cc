package dev.waymark.gateway;

import dev.waymark.gateway.ops.OpenApiRoutes;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class DescribedRoutesTest {

    @TempDir
    Path folder;

    @Test
    void every_route_of_the_gateway_is_described_and_every_one_described_is_there(Vertx vertx) throws Exception {
        MountedRoutes.read(vertx, folder, router -> {
            OpenApiRoutes.assertDescribed(router, "/console");
            return router;
        });
    }
}
