package org.ordertracking.notification.text;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import org.ordertracking.events.Channel;
import org.ordertracking.events.Event;
import org.ordertracking.notification.config.NotificationConfig;
import org.ordertracking.notification.domain.Contact;
import org.ordertracking.notification.domain.Language;
import org.ordertracking.notification.domain.Message;
import org.ordertracking.notification.domain.Occasion;

/**
 * Writes what customers read, from one file per language, occasion and channel, for example
 * {@code templates/en/order-confirmed.mail.txt}.
 *
 * <p>Every file declares the types of its {@code event}, {@code customer} and {@code format}, so a misspelt field fails the
 * build. A mail's subject is its fragment {@code subject}. A language has every text, or the service does not start.
 */
@Startup
@ApplicationScoped
public class MessageWriter {

    private static final String SUBJECT = "subject";

    private final Engine engine;
    private final Language withoutChoice;
    private final Map<Language, LocalFormat> formats = new EnumMap<>(Language.class);

    MessageWriter(Engine engine, NotificationConfig config) {
        this.engine = engine;
        this.withoutChoice = Language.of(config.language())
                .orElseThrow(() -> new IllegalStateException(
                        "notification.language is " + config.language() + ", which has no texts in this build"));
        for (Language language : Language.values()) {
            formats.put(language, new LocalFormat(language, config.timeZone()));
        }
    }

    /** A missing file must stop the start, not the news to a customer. */
    @PostConstruct
    void requireAllTexts() {
        for (Language language : Language.values()) {
            for (Occasion occasion : Occasion.values()) {
                for (Channel channel : Channel.values()) {
                    Template template = template(language, occasion, channel);
                    if (channel == Channel.MAIL && template.getFragment(SUBJECT) == null) {
                        throw new IllegalStateException(
                                "templates/" + template.getId() + " has no fragment " + SUBJECT);
                    }
                }
            }
        }
    }

    /** The message that tells a customer of an event, in the customer's language. */
    public Message write(Channel channel, Occasion occasion, Event event, Contact customer) {
        Language language = Language.of(customer.language()).orElse(withoutChoice);
        Template template = template(language, occasion, channel);
        String text = render(template, language, event, customer);
        return switch (channel) {
            case MAIL -> Message.mail(render(template.getFragment(SUBJECT), language, event, customer), text);
            case SMS -> Message.sms(text);
        };
    }

    private String render(Template template, Language language, Event event, Contact customer) {
        return template.data("event", event)
                .data("customer", customer)
                .data("format", formats.get(language))
                .render();
    }

    private Template template(Language language, Occasion occasion, Channel channel) {
        String path = path(language, occasion, channel);
        Template template = engine.getTemplate(path);
        if (template == null) {
            throw new IllegalStateException("templates/" + path + " is missing in this build");
        }
        return template;
    }

    private static String path(Language language, Occasion occasion, Channel channel) {
        String suffix = switch (channel) {
            case MAIL -> ".mail.txt";
            case SMS -> ".sms.txt";
        };
        return language.code() + "/" + occasion.fileName() + suffix;
    }
}
