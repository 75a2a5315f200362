#include "import/xes_writer.hpp"

#include "base/xml_text.hpp"

namespace reeve::import {
namespace {

constexpr std::string_view head = R"(<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <string key="lifecycle:transition" value="complete"/>
    <date key="time:timestamp" value="1970-01-01T00:00:00Z"/>
  </global>
  <classifier name="Activity" scope="event" keys="concept:name"/>
  <classifier name="State" scope="event" keys="state"/>
)";

}  // namespace

XesWriter::XesWriter(const std::string& path) : file_(path), text_(head) {}

void XesWriter::put(const std::vector<XesAttribute>& attributes, std::string_view indent) {
    for (const XesAttribute& attribute : attributes) {
        text_ += indent;
        text_ += '<';
        text_ += attribute.kind;
        text_ += " key=\"";
        append_xml(text_, attribute.key);
        text_ += "\" value=\"";
        append_xml(text_, attribute.value);
        text_ += "\"/>\n";
    }
}

void XesWriter::write_out(bool all) {
    constexpr std::size_t enough = 256 * 1024;
    if (!all && text_.size() < enough) return;
    file_.write(text_);
    text_.clear();
}

void XesWriter::begin_trace(const std::vector<XesAttribute>& attributes) {
    text_ += "  <trace>\n";
    put(attributes, "    ");
}

void XesWriter::event(const std::vector<XesAttribute>& attributes) {
    text_ += "    <event>\n";
    put(attributes, "      ");
    text_ += "    </event>\n";
    write_out(false);
}

void XesWriter::end_trace() {
    text_ += "  </trace>\n";
    write_out(false);
}

void XesWriter::finish() {
    text_ += "</log>\n";
    write_out(true);
    file_.close();
}

}  // namespace reeve::import
