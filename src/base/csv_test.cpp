#include "base/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace reeve {
namespace {

using testing::ElementsAre;

struct Read {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::int64_t> lines;
    std::vector<std::string> broken;  // "12: why"
};

Read read_in_pieces(std::string_view text, std::size_t piece, CsvLimits limits = {}) {
    CsvReader reader(limits);
    Read read;
    CsvRow row;
    while (true) {
        const CsvReader::Next next = reader.next(row);
        if (next == CsvReader::Next::end) return read;
        if (next == CsvReader::Next::broken)
            read.broken.push_back(std::to_string(row.line) + ": " + reader.why());
        if (next == CsvReader::Next::row) {
            read.rows.push_back(row.cells);
            read.lines.push_back(row.line);
        }
        if (next == CsvReader::Next::more) {
            const std::string_view some = text.substr(0, piece);
            text.remove_prefix(some.size());
            reader.feed(some, text.empty());
        }
    }
}

Read read_all(std::string_view text, CsvLimits limits = {}) {
    return read_in_pieces(text, text.size() + 1, limits);
}

TEST(CsvReader, reads_quotes_line_ends_and_the_mark_in_front) {
    const Read read = read_all(
        "\xEF\xBB\xBF"
        "a,b,c\r\n1,\"x, \"\"y\"\"\r\nz\",\n\n\"\",2,3");
    EXPECT_THAT(read.rows, ElementsAre(ElementsAre("a", "b", "c"), ElementsAre("1", "x, \"y\"\r\nz", ""),
                                       ElementsAre(""), ElementsAre("", "2", "3")));
    EXPECT_THAT(read.lines, ElementsAre(1, 2, 4, 5));
    EXPECT_TRUE(read.broken.empty());
}

TEST(CsvReader, finds_the_separator_by_the_header) {
    EXPECT_THAT(read_all("a;b;\"c,d,e,f\"\n1,5;2;3\n").rows,
                ElementsAre(ElementsAre("a", "b", "c,d,e,f"), ElementsAre("1,5", "2", "3")));
    EXPECT_THAT(read_all("a\tb\n1,2\t3").rows, ElementsAre(ElementsAre("a", "b"), ElementsAre("1,2", "3")));
    EXPECT_THAT(read_all("alone\n1").rows, ElementsAre(ElementsAre("alone"), ElementsAre("1")));
}

TEST(CsvReader, a_quote_inside_an_unquoted_cell_stands_for_itself) {
    EXPECT_THAT(read_all("a,b\n5\" screen,x\"y\"\n").rows,
                ElementsAre(ElementsAre("a", "b"), ElementsAre("5\" screen", "x\"y\"")));
}

TEST(CsvReader, a_broken_row_loses_no_other) {
    const Read read = read_all("a,b\n1,\"open\n2,x\n3,\"closed\" late\n4,y\n");
    EXPECT_THAT(read.rows, ElementsAre(ElementsAre("a", "b"), ElementsAre("2", "x"), ElementsAre("4", "y")));
    EXPECT_THAT(read.broken, ElementsAre("2: cell 2 begins with a quote and goes on behind the closing one",
                                         "4: cell 2 begins with a quote and goes on behind the closing one"));
    EXPECT_THAT(read_all("a,b\n1,\"open\n2,x").broken,
                ElementsAre("2: cell 2 begins with a quote that does not end"));
}

TEST(CsvReader, says_which_limit_a_row_is_beyond_and_goes_on) {
    const Read read = read_all("a,b\n" + std::string(50, 'x') + ",1\n2,y\n1,2,3,4,5\n3,z\n", {20, 4});
    EXPECT_THAT(read.rows, ElementsAre(ElementsAre("a", "b"), ElementsAre("2", "y"), ElementsAre("3", "z")));
    EXPECT_THAT(read.lines, ElementsAre(1, 3, 5));
    EXPECT_THAT(read.broken,
                ElementsAre("2: the row has more than 20 bytes", "4: the row has more than 4 cells"));
}

TEST(CsvReader, keeps_no_more_of_a_line_without_end_than_its_limit) {
    CsvReader reader({100, 10});
    CsvRow row;
    reader.feed("a,b\n", false);
    EXPECT_EQ(reader.next(row), CsvReader::Next::row);
    int broken = 0;
    for (int i = 0; i < 100; ++i) {
        reader.feed(std::string(50, 'x'), false);
        while (reader.next(row) == CsvReader::Next::broken) ++broken;
    }
    reader.feed("\n1,2", true);
    EXPECT_EQ(broken, 1);
    EXPECT_EQ(reader.next(row), CsvReader::Next::row);
    EXPECT_THAT(row.cells, ElementsAre("1", "2"));
    EXPECT_EQ(row.line, 3);
}

TEST(CsvReader, pieces_of_any_size_give_the_same_rows) {
    const std::string text =
        "\xEF\xBB\xBF"
        "a,\"b\"\"\",c\r\n\"x\r\ny\",,\"open\" no\r\n1,2,3\r\n\n\"end";
    const Read whole = read_all(text);
    for (std::size_t piece = 1; piece < text.size(); ++piece) {
        const Read parts = read_in_pieces(text, piece);
        EXPECT_EQ(parts.rows, whole.rows) << piece;
        EXPECT_EQ(parts.lines, whole.lines) << piece;
        EXPECT_EQ(parts.broken, whole.broken) << piece;
    }
}

TEST(SafeCell, marks_what_a_spreadsheet_would_run) {
    EXPECT_EQ(safe_cell("=1+1"), "'=1+1");
    EXPECT_EQ(safe_cell("+351 21 000"), "'+351 21 000");
    EXPECT_EQ(safe_cell("-cmd|' /C calc'!A0"), "'-cmd|' /C calc'!A0");
    EXPECT_EQ(safe_cell("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(safe_cell("\t=1"), "'\t=1");
    EXPECT_EQ(safe_cell("\xEF\xBC\x9D"
                        "1"),
              "'\xEF\xBC\x9D"
              "1");
    EXPECT_EQ(safe_cell("'quoted'"), "''quoted'");
    for (const char* plain : {"-5", "+5", "-0.25", "-1,5", "", "a=1", "INC0000045"})
        EXPECT_EQ(safe_cell(plain), plain);
    for (const char* formula : {"-5-5", "-", "+", "--5", "-1.2.3", "-5.", "=5"})
        EXPECT_NE(safe_cell(formula), formula);
}

TEST(SafeCell, takes_off_only_what_was_put_in_front) {
    EXPECT_EQ(read_safe_cell("'=1"), "=1");
    EXPECT_EQ(read_safe_cell("''a"), "'a");
    EXPECT_EQ(read_safe_cell("'a"), "'a");
    EXPECT_EQ(read_safe_cell("'"), "'");
}

TEST(SafeCell, every_row_comes_back_unchanged) {
    rc::check("written, read and freed of its marks, a row is what it was", [] {
        const auto letter =
            rc::gen::element(std::string("="), std::string("+"), std::string("-"), std::string("@"),
                             std::string("\t"), std::string("\r"), std::string("\n"), std::string("'"),
                             std::string("\""), std::string(","), std::string(";"), std::string("5"),
                             std::string("."), std::string("a"), std::string("\xEF\xBC\x9D"));
        const auto rows = *rc::gen::container<std::vector<std::vector<std::string>>>(
            rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
                rc::gen::map(rc::gen::container<std::vector<std::string>>(letter), [](const auto& letters) {
                    std::string text;
                    for (const std::string& one : letters) text += one;
                    return text;
                }))));
        std::string text = "head,of,three\r\n";
        for (const auto& row : rows) append_csv_row(text, row);
        Read read = read_all(text);
        RC_ASSERT(read.broken.empty());
        read.rows.erase(read.rows.begin());
        for (auto& row : read.rows)
            for (std::string& cell : row) cell = std::string(read_safe_cell(cell));
        RC_ASSERT(read.rows == rows);
    });
}

}  // namespace
}  // namespace reeve
