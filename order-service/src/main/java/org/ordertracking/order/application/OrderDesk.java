package org.ordertracking.order.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ordertracking.messaging.outbox.Outbox;
import org.ordertracking.order.domain.BasketLine;
import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.PriceList;
import org.ordertracking.order.domain.Purchase;
import org.ordertracking.order.domain.Transition;
import org.ordertracking.order.store.IdempotencyKeyStore;
import org.ordertracking.order.store.OrderStore;
import org.ordertracking.order.store.ProductStore;

/** Where customers place orders and call them off. Each change and its event are one transaction. */
@ApplicationScoped
public class OrderDesk {

    private final OrderStore orders;
    private final ProductStore products;
    private final IdempotencyKeyStore idempotencyKeys;
    private final Outbox outbox;
    private final Event<OrderChanged> changes;
    private final Event<OrderMoved> moves;
    private final ShopConfig shop;
    private final FraudConfig fraud;
    private final InstantSource clock;

    OrderDesk(
            OrderStore orders,
            ProductStore products,
            IdempotencyKeyStore idempotencyKeys,
            Outbox outbox,
            Event<OrderChanged> changes,
            Event<OrderMoved> moves,
            ShopConfig shop,
            FraudConfig fraud,
            InstantSource clock) {
        this.orders = orders;
        this.products = products;
        this.idempotencyKeys = idempotencyKeys;
        this.outbox = outbox;
        this.changes = changes;
        this.moves = moves;
        this.shop = shop;
        this.fraud = fraud;
        this.clock = clock;
    }

    /**
     * Takes an order, or finds the one that the same request made before. Where orders are not screened it is cleared at once,
     * in the same transaction.
     *
     * @param key empty when every request shall make an order of its own
     * @throws org.ordertracking.order.domain.UnknownProductException when a product is not in the catalogue
     * @throws IdempotencyKeyReusedException when the key came before with another request
     */
    @Transactional
    public Order place(PlaceOrder request, Optional<IdempotencyKey> key) {
        String orderId = UUID.randomUUID().toString();
        Instant now = now();
        if (key.isPresent()
                && !idempotencyKeys.claim(key.get().value(), key.get().fingerprint(), orderId, now)) {
            return orderOf(key.get());
        }
        Transition placing = Order.place(orderId, priced(request), request.checkout(), now);
        if (fraud.enabled()) {
            orders.insert(placing.order());
            announce(placing);
            return placing.order();
        }
        Transition clearing = placing.order().clear(now);
        orders.insert(clearing.order());
        announce(placing);
        clearing.event().ifPresent(outbox::publish);
        return clearing.order();
    }

    private Order orderOf(IdempotencyKey key) {
        IdempotencyKeyStore.UsedKey used = idempotencyKeys
                .find(key.value())
                .orElseThrow(() -> new IllegalStateException("the key is taken and not there: forgotten meanwhile"));
        if (!used.fingerprint().equals(key.fingerprint())) {
            throw new IdempotencyKeyReusedException(used.orderId());
        }
        return orders.find(used.orderId()).orElseThrow();
    }

    private Purchase priced(PlaceOrder request) {
        List<String> skus = request.basket().stream().map(BasketLine::sku).toList();
        PriceList prices = new PriceList(products.find(skus));
        return Purchase.of(request.customer(), request.deliverTo(), prices.price(request.basket()), shop.currency());
    }

    /**
     * Calls an order off, if it still can be: see the effect.
     *
     * @return empty when there is no such order
     */
    @Transactional
    public Optional<Transition> cancel(String orderId, String reason) {
        return orders.lock(orderId).map(order -> {
            Transition cancelling = order.cancel(reason, now());
            if (cancelling.effect().changesState()) {
                orders.update(cancelling.order());
                announce(cancelling);
            }
            return cancelling;
        });
    }

    /** Clears an order that nobody screens, if it still waits for that. */
    @Transactional
    public void clear(String orderId) {
        orders.lock(orderId).map(order -> order.clear(now())).ifPresent(clearing -> {
            if (clearing.effect().isProgress()) {
                orders.update(clearing.order());
                clearing.event().ifPresent(outbox::publish);
                changes.fire(new OrderChanged(orderId));
            }
        });
    }

    private void announce(Transition transition) {
        transition.event().ifPresent(outbox::publish);
        changes.fire(new OrderChanged(transition.order().id()));
        moves.fire(new OrderMoved(transition.order()));
    }

    /** In milliseconds: what people and the API show. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
