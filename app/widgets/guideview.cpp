// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/widgets/guideview.h"

#include "app/style/metrics.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QFileInfo>
#include <QImage>
#include <QImageReader>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextTable>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidestColumn = 680; // lines longer than this are hard to read
constexpr qreal kLineHeight = 135; // per cent

QUrl addressOf(const QString &path)
{
    return QUrl(u"qrc"_s + path);
}

void spaceBlock(QTextCursor &cursor, const QTextBlock &block)
{
    QTextBlockFormat format = block.blockFormat();
    const bool isPicture = block.text().startsWith(QChar::ObjectReplacementCharacter);
    format.setNonBreakableLines(false); // a long command goes on in the next line
    if (!isPicture)
        format.setLineHeight(kLineHeight, QTextBlockFormat::ProportionalHeight);
    if (format.headingLevel() > 0) {
        format.setTopMargin(block.position() == 0 ? 0 : space::kHuge);
        format.setBottomMargin(space::kSmall);
    } else if (!format.hasProperty(QTextFormat::BlockCodeFence)) {
        format.setBottomMargin(block.textList() ? space::kTight : space::kMedium);
    }
    cursor.setPosition(block.position());
    cursor.setBlockFormat(format);
}

void shapeTable(QTextTable *table, const Colours &colours)
{
    QTextTableFormat format = table->format();
    format.setCellPadding(space::kSmall);
    format.setCellSpacing(0);
    format.setBorder(1);
    format.setBorderCollapse(true);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(colours.border);
    format.setBottomMargin(space::kMedium);
    table->setFormat(format);
}

} // namespace

GuideView::GuideView(QWidget *parent)
    : QTextBrowser(parent)
    , m_scheme(schemeOf(palette()))
{
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextInteractionFlags(Qt::TextBrowserInteraction);
    setAccessibleName(tr("Guide"));
    document()->setDocumentMargin(space::kLarge);
    connect(this, &QTextBrowser::anchorClicked, this, &GuideView::follow);
    connect(this, &QTextBrowser::sourceChanged, this, &GuideView::takeSource);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] { m_wanted = -1; });
    m_settled.setSingleShot(true);
    m_settled.setInterval(0);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, &m_settled,
            qOverload<>(&QTimer::start));
    connect(&m_settled, &QTimer::timeout, this, [this] { showHeading(m_wanted); });
}

void GuideView::open(const QString &path, qsizetype heading)
{
    const QList<GuideHeading> headings = headingsOf(guideText(path));
    QUrl url = addressOf(path);
    if (heading > 0 && heading < headings.size())
        url.setFragment(headings.at(heading).anchor);
    setSource(url, QTextDocument::MarkdownResource);
}

void GuideView::follow(const QUrl &url)
{
    if (url.scheme() == "qrc"_L1)
        setSource(url, QTextDocument::MarkdownResource);
    else
        emit outsideChosen(url);
}

/** Also after Back, which sets the place in the text itself afterwards. */
void GuideView::takeSource(const QUrl &url)
{
    const QUrl file = url.adjusted(QUrl::RemoveFragment);
    const bool isOther = file != m_file;
    m_file = file;
    layOut();
    if (isOther) {
        m_headings = headingsOf(guideText(u':' + file.path()));
        emit headingsChanged();
    }
    (void)document()->documentLayout()->documentSize(); // Back needs all of it laid out
    m_wanted = -1;
    if (url.hasFragment())
        showHeading(headingAt(m_headings, url.fragment(QUrl::FullyDecoded)));
}

QVariant GuideView::loadResource(int type, const QUrl &name)
{
    const QString path = u':' + name.path();
    if (type == QTextDocument::MarkdownResource)
        return path.endsWith(".md"_L1) ? guideText(path)
                                       : "```\n"_L1 + guideText(path) + "\n```\n"_L1;
    if (type != QTextDocument::ImageResource)
        return QTextBrowser::loadResource(type, name);
    return QImage(pictureFile(path));
}

/** That of the light, or where there is one of the dark. */
QString GuideView::pictureFile(const QString &path) const
{
    const QFileInfo file(path);
    const QString dark = file.path() + u'/' + file.completeBaseName() + "-dark.png"_L1;
    const bool isDark = schemeOf(palette()) == Scheme::Dark && QFileInfo::exists(dark);
    return isDark ? dark : path;
}

QList<QTextBlock> GuideView::headingBlocks() const
{
    QList<QTextBlock> blocks;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() > 0)
            blocks += block;
    }
    return blocks;
}

void GuideView::showHeading(qsizetype heading)
{
    const QList<QTextBlock> blocks = headingBlocks();
    if (heading < 0 || heading >= blocks.size())
        return;
    m_wanted = heading;
    const QTextBlock &block = blocks.at(heading);
    setTextCursor(QTextCursor(block)); // the keyboard goes on from there
    const QRectF place = document()->documentLayout()->blockBoundingRect(block);
    verticalScrollBar()->setValue(heading == 0 ? 0 : int(place.top()));
}

qsizetype GuideView::shownHeading() const
{
    const QList<QTextBlock> blocks = headingBlocks();
    const int top = verticalScrollBar()->value() + space::kHuge;
    for (qsizetype i = blocks.size() - 1; i > 0; --i) {
        if (document()->documentLayout()->blockBoundingRect(blocks.at(i)).top() <= top)
            return i;
    }
    return 0;
}

void GuideView::layOut()
{
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (!QTextCursor(block).currentTable())
            spaceBlock(cursor, block);
    }
    const Colours &colours = coloursOf(palette());
    for (QTextFrame *frame : document()->rootFrame()->childFrames()) {
        if (auto *table = qobject_cast<QTextTable *>(frame))
            shapeTable(table, colours);
    }
    cursor.endEditBlock();
    fit();
}

void GuideView::fit()
{
    fitPictures();
    fitColumn();
    // Qt loses what comes after a table where a change meets a layout that is not complete.
    document()->markContentsDirty(0, document()->characterCount());
}

void GuideView::fitColumn()
{
    const int spare = viewport()->width() - withText(kWidestColumn) - 2 * space::kLarge;
    QTextFrame *const root = document()->rootFrame();
    QTextFrameFormat format = root->frameFormat();
    format.setRightMargin(space::kLarge + std::max(0, spare));
    root->setFrameFormat(format);
}

/** As large as it is drawn: Qt's text draws a picture that it has to scale with ragged letters. */
void GuideView::keepScaled(const QUrl &picture, const QSize &size)
{
    const QSize pixels = size * devicePixelRatioF();
    const QVariant known = document()->resource(QTextDocument::ImageResource, picture);
    if (known.value<QImage>().size() == pixels)
        return;
    QImage image(pictureFile(u':' + picture.path()));
    if (image.width() > pixels.width())
        image = image.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    document()->addResource(QTextDocument::ImageResource, picture, image);
}

/** Pictures are never wider than the text, nor larger than they are. */
void GuideView::fitPictures()
{
    const int room = std::min(withText(kWidestColumn), viewport()->width() - 2 * space::kLarge);
    QTextCursor cursor(document());
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        for (auto piece = block.begin(); !piece.atEnd(); ++piece) {
            QTextImageFormat format = piece.fragment().charFormat().toImageFormat();
            if (!format.isValid())
                continue;
            const QUrl picture = m_file.resolved(QUrl(format.name()));
            const QSize size = QImageReader(u':' + picture.path()).size();
            if (size.isEmpty() || room <= 0)
                continue;
            const int width = std::min(room, size.width());
            const QSize drawn(width, width * size.height() / size.width());
            keepScaled(picture, drawn);
            format.setWidth(drawn.width());
            format.setHeight(drawn.height());
            cursor.setPosition(piece.fragment().position());
            cursor.setPosition(piece.fragment().position() + 1, QTextCursor::KeepAnchor);
            cursor.setCharFormat(format);
        }
    }
}

void GuideView::resizeEvent(QResizeEvent *event)
{
    QTextBrowser::resizeEvent(event);
    fit();
    m_settled.start();
}

void GuideView::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || schemeOf(palette()) == m_scheme)
        return;
    m_scheme = schemeOf(palette());
    if (m_file.isEmpty())
        return;
    const qsizetype heading = m_wanted >= 0 ? m_wanted : shownHeading();
    m_file.clear(); // its pictures and lines are others now
    reload();
    showHeading(heading);
}

} // namespace portico::app
