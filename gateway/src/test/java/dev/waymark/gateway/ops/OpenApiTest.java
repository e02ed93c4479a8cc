package dev.waymark.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void every_reference_leads_somewhere_and_every_part_is_used() {
        JsonNode document = OpenApiRoutes.document();
        List<String> references = new ArrayList<>();
        document.findValuesAsText("$ref").forEach(references::add);
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
        Set<String> parts = new TreeSet<>();
        document.path("components").properties().forEach(kind -> kind.getValue()
                .fieldNames()
                .forEachRemaining(name -> parts.add("#/components/" + kind.getKey() + "/" + name)));
        parts.removeIf(part -> part.startsWith("#/components/securitySchemes/") || references.contains(part));
        assertThat(parts).isEmpty();
    }

    @Test
    void every_operation_has_a_name_of_its_own_a_summary_answers_and_a_way_to_be_refused() {
        Set<String> names = new HashSet<>();
        OpenApiRoutes.document().path("paths").forEach(path -> path.properties().forEach(operation -> {
            if (operation.getKey().equals("parameters")) {
                return;
            }
            JsonNode described = operation.getValue();
            assertThat(names.add(described.path("operationId").asText())).isTrue();
            assertThat(described.path("summary").asText()).isNotBlank();
            assertThat(described.path("tags")).hasSize(1);
            assertThat(described.path("responses").has("default")).isTrue();
            assertThat(described.path("responses").size()).isGreaterThan(1);
        }));
        assertThat(names).hasSizeGreaterThan(20);
    }

    @Test
    void every_parameter_of_a_path_is_described() {
        OpenApiRoutes.document().path("paths").properties().forEach(path -> {
            int inPath = path.getKey().split("\\{", -1).length - 1;
            assertThat(path.getValue().path("parameters").size())
                    .as(path.getKey())
                    .isEqualTo(inPath);
        });
    }

    @Test
    void the_routes_of_this_package_are_described() {
        Router router = Router.router(vertx);
        new DocsHandler().mount(router);
        assertThat(OpenApiRoutes.described()).containsAll(OpenApiRoutes.running(router));
        assertThat(OpenApiRoutes.running(router)).contains("GET /openapi.yaml", "GET /docs");
    }

    @Test
    void a_route_that_is_not_described_is_found_and_one_that_is_not_mounted_too() {
        Router router = Router.router(vertx);
        router.get("/console/cases/:case").handler(context -> {});
        assertThatThrownBy(() -> OpenApiRoutes.assertDescribed(router, "/console"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nobody mounted")
                .hasMessageContaining("PUT /v1/programs/{}/cases/{}");
        router.get("/v1/secret/:door").handler(context -> {});
        assertThatThrownBy(() -> OpenApiRoutes.assertDescribed(router, "/console"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not describe")
                .hasMessageContaining("GET /v1/secret/{}");
    }
}
