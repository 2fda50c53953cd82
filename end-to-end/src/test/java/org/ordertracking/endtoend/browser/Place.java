package org.ordertracking.endtoend.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.Locale;
import java.util.function.Function;

/** Every page there is, in an exhibition. */
enum Place {
    STOREFRONT(there -> there.shop("/")),
    PRODUCT(there -> there.shop("/products/MUG-BLUE")),
    BASKET(there -> there.shop("/basket")),
    CHECKOUT(there -> there.shop("/checkout")),
    MY_ORDERS(there -> there.shop("/my-orders")),
    ORDER_DELIVERED(there -> there.shop("/my-orders/" + there.delivered())),
    ORDER_REJECTED(there -> there.shop("/my-orders/" + there.rejected())),
    ORDER_CANCELLED(there -> there.shop("/my-orders/" + there.cancelled()));

    private final Function<Exhibition, URI> address;

    Place(Function<Exhibition, URI> address) {
        this.address = address;
    }

    /** Goes there and waits until it is there, with what it fetches after it was loaded. */
    void visit(Window window, Exhibition exhibition) {
        window.open(address.apply(exhibition));
        Locator heading = window.main().getByRole(AriaRole.HEADING).first();
        assertThat(heading).isVisible();
        window.awaitQuiet();
    }

    /** For names of files and of tests. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
