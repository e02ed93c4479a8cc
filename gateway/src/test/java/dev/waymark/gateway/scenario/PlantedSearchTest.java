package dev.waymark.gateway.scenario;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlantedSearchTest {

    private static final String PLANTED = "Qz7planted?>~~";

    private final PlantedSearch search = new PlantedSearch(Set.of(PLANTED, "+12025550187"));

    @Test
    void a_string_is_found_in_every_form_wherever_it_stands() {
        assertThat(search.in("before" + PLANTED + "after")).containsExactly(PLANTED);
        for (String around : new String[] {"", "a", "ab", "abc", "abcd"}) {
            byte[] text = (around + PLANTED + around).getBytes(UTF_8);
            assertThat(search.in(Base64.getEncoder().encode(text))).containsExactly(PLANTED);
            assertThat(search.in(Base64.getUrlEncoder().withoutPadding().encode(text)))
                    .containsExactly(PLANTED);
            assertThat(search.in(HexFormat.of().formatHex(text))).containsExactly(PLANTED);
            assertThat(search.in(HexFormat.of().withUpperCase().formatHex(text)))
                    .containsExactly(PLANTED);
            assertThat(search.in((around + PLANTED).getBytes(UTF_16LE))).containsExactly(PLANTED);
            assertThat(search.in((around + PLANTED).getBytes(UTF_16BE))).containsExactly(PLANTED);
        }
        assertThat(search.in("+12025550187" + PLANTED)).hasSize(2);
    }

    @Test
    void what_is_not_there_is_not_found() {
        assertThat(search.in("Qz7plante d?>~~ +1202555018 7")).isEmpty();
        assertThat(search.in(new byte[0])).isEmpty();
    }
}
