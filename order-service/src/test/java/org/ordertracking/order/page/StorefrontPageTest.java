package org.ordertracking.order.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class StorefrontPageTest {

    @Inject
    Jdbi jdbi;

    @Test
    void thePageShowsEveryProductWithItsPrice() {
        String page = page();

        assertThat(page).contains("Blue mug", "€9.90", "Headphones", "€149.00");
        assertThat(page.split("class=\"product\"", -1)).hasSize(21);
    }

    @Test
    void whatIsNoneOfOursStaysText() {
        jdbi.useHandle(
                handle -> handle.execute("UPDATE product SET name = '<script>alert(1)</script>' WHERE sku = 'TEE-S'"));
        try {
            assertThat(page()).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script>alert");
        } finally {
            jdbi.useHandle(handle -> handle.execute("UPDATE product SET name = 'T-shirt, small' WHERE sku = 'TEE-S'"));
        }
    }

    @Test
    void nothingIsLoadedFromElsewhereAndNoScriptIsInline() {
        String page = page();

        assertThat(Pattern.compile("(?:src|href)=\"([^\"]*)\"")
                        .matcher(page)
                        .results()
                        .map(MatchResult::group))
                .isNotEmpty()
                .allMatch(link -> link.matches("(src|href)=\"/[^/].*\""));
        assertThat(page).doesNotContainPattern("<script[^>]*>[^<]").doesNotContainPattern("\\son[a-z]+=");
        assertThat(given().get("/").header("Content-Security-Policy")).contains("default-src 'self'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/favicon.svg",
                "/assets/base.css",
                "/assets/storefront.css",
                "/assets/storefront.js",
                "/assets/tracking.js",
                "/assets/shelf.js",
                "/assets/api.js",
                "/assets/elements.js"
            })
    void whatThePageLoadsIsThere(String path) {
        given().get(path).then().statusCode(200);
    }

    private static String page() {
        return given().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .extract()
                .asString();
    }
}
