package org.ordertracking.order.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.ordertracking.order.domain.OrderState;

/** The pages, in templates/shop. */
@CheckedTemplate(basePath = "shop")
final class Templates {

    private Templates() {}

    static native TemplateInstance products(Bar bar, String currency, List<Article> articles);

    static native TemplateInstance product(
            Bar bar, String currency, Article article, List<Showcase.AlsoBought> alsoBought);

    static native TemplateInstance basket(Bar bar, String currency, List<Article> articles);

    static native TemplateInstance checkout(Bar bar, String currency, List<Article> articles, FormLimits limits);

    static native TemplateInstance myOrders(Bar bar, String currency, List<Article> articles);

    static native TemplateInstance order(Bar bar, OrderedGoods order, List<OrderState> path, String traceAddress);

    static native TemplateInstance missing(Bar bar, Missing missing);
}
