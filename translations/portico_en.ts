<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>portico::BundleLayout</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::Network</name>
    <message numerus="yes">
        <source>%1 sent nothing for %n second(s).</source>
        <translation>
            <numerusform>%1 sent nothing for %n second.</numerusform>
            <numerusform>%1 sent nothing for %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::SessionLog</name>
    <message numerus="yes">
        <source>%n line(s) came too quickly and were left out.</source>
        <translation>
            <numerusform>%n line came too quickly and were left out.</numerusform>
            <numerusform>%n lines came too quickly and were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::app::LogModel</name>
    <message numerus="yes">
        <source>%n line(s) were left out here, because they came faster than they can be shown.</source>
        <translation>
            <numerusform>%n line were left out here, because they came faster than they can be shown.</numerusform>
            <numerusform>%n lines were left out here, because they came faster than they can be shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::LogText</name>
    <message numerus="yes">
        <source>… %n line(s) left out: they came faster than they can be shown.</source>
        <translation>
            <numerusform>… %n line left out: they came faster than they can be shown.</numerusform>
            <numerusform>… %n lines left out: they came faster than they can be shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>portico::cli::RemoveCommand</name>
    <message numerus="yes">
        <source>Your own %n file(s) (%1) are kept.</source>
        <translation>
            <numerusform>Your own %n file (%1) are kept.</numerusform>
            <numerusform>Your own %n files (%1) are kept.</numerusform>
        </translation>
    </message>
</context>
</TS>
