#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "import/byte_source.hpp"
#include "import/example_test.hpp"
#include "import/row_source.hpp"

namespace reeve::import {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view log = R"(<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="none"/></global>
  <string key="concept:name" value="a log"/>
  <trace>
    <string key="concept:name" value="I1"/>
    <list key="x"><values><string key="deep" value="no"/></values></list>
    <event><string key="concept:name" value="log &amp; go"><string key="meta" value="no"/></string>
      <date key="time:timestamp" value="2016-03-01T09:00:00.000+01:00"/></event>
    <event><string key="concept:name" value="close"/></event>
  </trace>
  <trace><string key="concept:name" value="I2"/></trace>
</log>
)";

struct Read {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> broken;
    std::string accident;
    std::vector<Digest> hashes;
};

Read read(const std::string& path) {
    Read found;
    try {
        const auto source =
            open_xes(path, {"concept:name", "deep", "meta", "time:timestamp", "trace:concept:name"});
        SourceRow row;
        for (auto next = source->next(row); next != RowSource::Next::end; next = source->next(row))
            if (next == RowSource::Next::row) {
                found.rows.push_back(row.cells);
                found.hashes.push_back(row.hash);
            } else {
                found.broken.push_back(std::to_string(row.line) + ": " + source->why());
            }
    } catch (const std::runtime_error& accident) {
        found.accident = accident.what();
    }
    return found;
}

std::string accident(std::string_view text) {
    const Folder folder;
    return read(folder.write("log.xes", text)).accident;
}

TEST(XesSource, EveryEventIsARow) {
    const Folder folder;
    const Read found = read(folder.write("log.xes", log));
    EXPECT_EQ(found.accident, "");
    EXPECT_THAT(found.rows,
                ElementsAre(ElementsAre("log & go", "", "", "2016-03-01T09:00:00.000+01:00", "I1"),
                            ElementsAre("close", "", "", "", "I1")));
    EXPECT_THAT(found.broken, ElementsAre("13: the trace 'I2' has no event"));
    EXPECT_NE(found.hashes[0], found.hashes[1]);
}

TEST(XesSource, ReadsPackedFiles) {
    const Folder folder;
    ByteSink packed(folder.file("log.xes.gz"));
    packed.write(log);
    packed.close();
    EXPECT_EQ(read(folder.file("log.xes.gz")).rows.size(), 2u);
    const std::string bytes = whole(folder.file("log.xes.gz"));
    EXPECT_THAT(read(folder.write("cut.xes.gz", bytes.substr(0, bytes.size() / 2))).accident,
                HasSubstr("cut off"));
}

TEST(XesSource, RefusesWhatWouldGrow) {
    EXPECT_THAT(accident("<!DOCTYPE log [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><log>&b;</log>"),
                HasSubstr(":1: the file declares entities, which are refused"));
    std::string deep = "<log>";
    for (int i = 0; i < 100; ++i) deep += "<x>";
    EXPECT_THAT(accident(deep), HasSubstr("elements lie more than 40 deep"));
    EXPECT_THAT(
        accident("<log><trace><string key=\"k\" value=\"" + std::string(2 << 20, 'x') + "\"/></trace></log>"),
        HasSubstr("a value has more than"));
}

TEST(XesSource, SaysWhereAFileIsBroken) {
    EXPECT_THAT(accident("<log>\n<trace>\n</log>"), HasSubstr(":3: this is no XML: mismatched tag"));
    EXPECT_THAT(accident("<html/>"), HasSubstr(":1: the file is a <html>, not a <log>"));
    EXPECT_THAT(accident(""), HasSubstr("this is no XML"));
    EXPECT_THAT(read("/no/such/file.xes").accident, HasSubstr("there is no file"));
}

}  // namespace
}  // namespace reeve::import
