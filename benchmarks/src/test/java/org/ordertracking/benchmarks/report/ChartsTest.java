package org.ordertracking.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.ordertracking.benchmarks.measure.GrowthPoint;
import org.ordertracking.benchmarks.measure.Row;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartsTest {

    private static final Row SPEED = Row.higher("speed", "speed of <a> & b", "records/s", 1.5);

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> withClass(Document document, String tag, String style) {
        List<Element> found = new ArrayList<>();
        NodeList elements = document.getElementsByTagName(tag);
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            if (element.getAttribute("class").equals(style)) {
                found.add(element);
            }
        }
        return found;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Test
    void aRatioThatMeetsItsGoalReachesBeyondTheTick() throws Exception {
        Document chart = parsed(RatioChart.of("more", List.of(Comparisons.of(SPEED, 200, 100))));

        List<Element> bars = withClass(chart, "rect", "met");
        Element bar = bars.get(bars.size() - 1);
        List<Element> goals = withClass(chart, "line", "goal");
        assertThat(number(bar, "x") + number(bar, "width")).isGreaterThan(number(goals.get(goals.size() - 1), "x1"));
    }

    @Test
    void aRatioShortOfItsGoalHasItsOwnColour() throws Exception {
        Document chart = parsed(RatioChart.of("more", List.of(Comparisons.of(SPEED, 120, 100))));

        // One of each kind is the legend's.
        assertThat(withClass(chart, "rect", "short")).hasSize(2);
        assertThat(withClass(chart, "rect", "met")).hasSize(1);
    }

    @Test
    void aRatioBelowOneReachesToTheLeft() throws Exception {
        Row memory = Row.lower("memory", "memory", "MiB", 0.5);
        Document chart = parsed(RatioChart.of("less", List.of(Comparisons.of(memory, 25, 100))));

        Element one = withClass(chart, "line", "one").get(0);
        Element bar = withClass(chart, "rect", "met").get(1);
        assertThat(number(bar, "x") + number(bar, "width")).isEqualTo(number(one, "x1"));
    }

    @Test
    void titlesMayHaveWhatIsMarkupInAnSvg() throws Exception {
        Document chart = parsed(RatioChart.of("more", List.of(Comparisons.of(SPEED, 200, 100))));

        assertThat(chart.getDocumentElement().getTextContent()).contains("speed of <a> & b");
    }

    @Test
    void withoutRowsAChartIsStillADrawing() throws Exception {
        assertThat(parsed(RatioChart.of("more", List.of())).getDocumentElement().getTagName())
                .isEqualTo("svg");
    }

    @Test
    void growthHasALineForEachMeasureAndADotForEachStep() throws Exception {
        Document chart = parsed(GrowthChart.of(List.of(
                new GrowthPoint("growth-partitions", 1, "memory", 150),
                new GrowthPoint("growth-partitions", 1000, "memory", 300),
                new GrowthPoint("growth-partitions", 1, "start", 1.5),
                new GrowthPoint("growth-retained", 0.25, "memory", 160))));

        assertThat(withClass(chart, "polyline", "line")).hasSize(3);
        assertThat(withClass(chart, "circle", "dot")).hasSize(4);
    }

    @Test
    void scalesEndAtARoundNumber() {
        assertThat(GrowthChart.roundedUp(190)).isEqualTo(200);
        assertThat(GrowthChart.roundedUp(201)).isEqualTo(250);
        assertThat(GrowthChart.roundedUp(0.7)).isEqualTo(1);
    }
}
