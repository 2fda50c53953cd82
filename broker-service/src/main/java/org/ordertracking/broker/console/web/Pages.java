package org.ordertracking.broker.console.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The console's pages. They are frames: what is in the broker is asked from the API by their scripts. */
@CheckedTemplate(basePath = "console")
final class Pages {
    private Pages() {}

    static native TemplateInstance overview(Shell shell);

    static native TemplateInstance topics(Shell shell);

    static native TemplateInstance topic(Shell shell, String topic, String tab);

    static native TemplateInstance clients(Shell shell);

    static native TemplateInstance groups(Shell shell);

    static native TemplateInstance group(Shell shell, String group);

    static native TemplateInstance transactions(Shell shell);

    static native TemplateInstance sql(Shell shell);

    static native TemplateInstance settings(Shell shell);

    static native TemplateInstance missing(Shell shell, String path);

    static native TemplateInstance login(Shell shell, String to, String fault);
}
