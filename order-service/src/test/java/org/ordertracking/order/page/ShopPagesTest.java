package org.ordertracking.order.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.order.Shop;

@QuarkusTest
class ShopPagesTest {

    private static final String MARKUP = "<script>alert(1)</script>\"'";
    private static final String MARKUP_AS_TEXT = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;";

    @Inject
    Jdbi jdbi;

    @Test
    void theShelfShowsEveryProductWithItsPriceAndAPictureOfItsOwn() {
        String page = page("/");

        assertThat(page).contains("Blue mug", "€9.90", "Headphones", "€149.00", "/assets/products/MUG-BLUE.svg");
        assertThat(page.split("class=\"product\"", -1)).hasSize(21);
        assertThat(page).doesNotContain("/assets/products/none.svg");
    }

    @Test
    void aProductThatNobodyPaintedIsAParcel() {
        rename("TEE-S", "sku = 'TEE-XXL', name = 'T-shirt, huge'");
        try {
            assertThat(page("/products/TEE-XXL")).contains("/assets/products/none.svg");
        } finally {
            rename("TEE-XXL", "sku = 'TEE-S', name = 'T-shirt, small'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/products/TEE-S", "/basket", "/checkout"})
    void theNameOfAProductStaysText(String path) {
        rename("TEE-S", "name = '<script>alert(1)</script>\"'''");
        try {
            assertThat(page(path)).contains(MARKUP_AS_TEXT).doesNotContain("<script>alert");
        } finally {
            rename("TEE-S", "name = 'T-shirt, small'");
        }
    }

    @Test
    void theNameOfACustomerStaysText() {
        String order = Shop.post(Shop.ORDER.replace("Ada Lovelace", MARKUP.replace("\"", "\\\"")))
                .path("orderId");

        assertThat(page("/my-orders/" + order)).contains(MARKUP_AS_TEXT).doesNotContain("<script>alert");
    }

    @Test
    void anAddressThatIsMarkupStaysText() {
        String page = given().get("/products/{sku}", "<img src=x>")
                .then()
                .statusCode(404)
                .extract()
                .asString();

        assertThat(page).contains("There is no product &lt;img src=x&gt;").doesNotContain("<img src=x>");
    }

    @Test
    void thePageOfAnOrderShowsItsGoodsAndWhereTheyGo() {
        String page = page("/my-orders/" + Shop.placeOrder());

        assertThat(page).contains("Blue mug", "2 pieces", "€19.80", "12 St James&#39;s Square", "€38.80");
    }

    @Test
    void linksToTheFirstPageOfTheShopStillLeadToTheOrder() {
        String order = Shop.placeOrder();

        String location = given().redirects()
                .follow(false)
                .get("/?order=" + order)
                .then()
                .statusCode(303)
                .extract()
                .header("Location");

        assertThat(location).endsWith("/my-orders/" + order);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//elsewhere.example", "a/../../b", "a b"})
    void noLinkLeadsOutOfTheShop(String order) {
        given().redirects()
                .follow(false)
                .queryParam("order", order)
                .get("/")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/products/NONE", "/my-orders/none", "/my-orders/a%20b"})
    void whatIsNotThereIsSaidOnAPageWithAWayOn(String path) {
        String page = given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .contentType(ContentType.HTML)
                .extract()
                .asString();

        assertThat(page).contains("There is no ", "class=\"button primary\"");
    }

    @Test
    void aWrongAddressIsAPageForABrowserAndAProblemForAProgram() {
        String page = given().accept("text/html,*/*;q=0.8")
                .get("/nowhere")
                .then()
                .statusCode(404)
                .contentType(ContentType.HTML)
                .extract()
                .asString();

        assertThat(page).contains("There is nothing at /nowhere", "See all products");
        given().get("/nowhere").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void anEmptyShopSaysSo() {
        jdbi.useTransaction(handle -> {
            handle.execute("CREATE TABLE set_aside AS SELECT * FROM product");
            handle.execute("DELETE FROM product");
        });
        try {
            assertThat(page("/")).contains("The shelf is empty");
        } finally {
            jdbi.useTransaction(handle -> {
                handle.execute("INSERT INTO product SELECT * FROM set_aside");
                handle.execute("DROP TABLE set_aside");
            });
        }
    }

    /** The policy allows no more; a page that tried would be a page that does not work. */
    @Test
    void nothingIsLoadedFromElsewhereAndNothingIsInline() {
        for (String path : pages()) {
            String page = page(path);
            assertThat(loadedBy(page)).as(path).isNotEmpty().allMatch(link -> link.matches("/[^/].*"));
            assertThat(page)
                    .as(path)
                    .doesNotContainPattern("<script[^>]*>[^<]")
                    .doesNotContainPattern("\\son[a-z]+=")
                    .doesNotContain(" style=");
            assertThat(given().get(path).header("Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'self'");
        }
    }

    @Test
    void aBrowserAsksForScriptsAndStylesAgainSoThatAnUpgradeIsSeenAtOnce() {
        assertThat(loadedByPages().filter(path -> path.matches(".*\\.(js|css)")))
                .contains("/kit/theme.js", "/assets/shop/shop.css")
                .allSatisfy(path ->
                        assertThat(given().get(path).header("Cache-Control")).isEqualTo("no-cache"));
    }

    @Test
    void whatPagesLoadIsThereAndSoIsWhatThatLoads() {
        Set<String> loaded = loadedByPages().collect(Collectors.toSet());

        assertThat(loaded).contains("/kit/tokens.css", "/assets/shop/shop.css", "/assets/products/MUG-BLUE.svg");
        for (String path : loaded) {
            String content = given().get(path).then().statusCode(200).extract().asString();
            if (path.endsWith(".js")) {
                modulesOf(content).forEach(module -> given().get(module).then().statusCode(200));
            }
        }
    }

    private static List<String> pages() {
        return List.of(
                "/", "/products/MUG-BLUE", "/basket", "/checkout", "/my-orders", "/my-orders/" + Shop.placeOrder());
    }

    private static Stream<String> loadedByPages() {
        return pages().stream().flatMap(path -> loadedBy(page(path)).stream()).distinct();
    }

    private static List<String> loadedBy(String page) {
        return Pattern.compile("<(?:script|link|img)[^>]*?(?:src|href)=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> modulesOf(String script) {
        return Pattern.compile("(?:from|import) \"([^\"]+)\"")
                .matcher(script)
                .results()
                .map((MatchResult found) -> found.group(1).replaceFirst("^\\./", "/assets/shop/"))
                .toList();
    }

    private void rename(String sku, String change) {
        jdbi.useHandle(handle -> handle.execute("UPDATE product SET " + change + " WHERE sku = '" + sku + "'"));
    }

    private static String page(String path) {
        return given().get(path)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .extract()
                .asString();
    }
}
