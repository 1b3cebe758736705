<?xml version="1.0" encoding="UTF-8"?>
<!-- Every booking line of an audit file (transactions//trLine, no other lines) as text: U+E001 after each line, U+E000
     between its values. Two journals can have the same transaction number, so a transaction is told with its journal.
     Elements are known by their local names: the namespace differs by version and by vendor.
     Names, phone numbers, bank accounts and users are not asked for. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:key name="account" match="*[local-name() = 'ledgerAccount']" use="*[local-name() = 'accID']"/>
  <xsl:template match="/">
    <xsl:for-each select="/*/*[local-name() = 'company']/*[local-name() = 'transactions']/*[local-name() = 'journal']">
      <xsl:variable name="journal" select="string(*[local-name() = 'jrnID'])"/>
      <xsl:for-each select="*[local-name() = 'transaction']">
        <xsl:variable name="number" select="string(*[local-name() = 'nr'])"/>
        <xsl:variable name="within"><xsl:if test="$journal != '' and $number != ''"><xsl:value-of select="concat($journal, '/')"/></xsl:if></xsl:variable>
        <xsl:variable name="start" select="concat($journal, '&#xE000;', $within, $number, '&#xE000;')"/>
        <xsl:variable name="period" select="string(*[local-name() = 'periodNumber'])"/>
        <xsl:variable name="date" select="string(*[local-name() = 'trDt'])"/>
        <xsl:variable name="transaction" select="string(*[local-name() = 'desc'])"/>
        <xsl:for-each select="*[local-name() = 'trLine']">
          <xsl:variable name="account" select="string(*[local-name() = 'accID'])"/>
          <xsl:variable name="description" select="string(*[local-name() = 'desc'])"/>
          <xsl:value-of select="concat($start, *[local-name() = 'nr'], '&#xE000;', $period, '&#xE000;', $date, '&#xE000;')"/>
          <xsl:value-of select="concat(*[local-name() = 'effDate'], '&#xE000;', $account, '&#xE000;')"/>
          <xsl:value-of select="concat(key('account', $account)/*[local-name() = 'accDesc'], '&#xE000;')"/>
          <xsl:value-of select="concat(*[local-name() = 'docRef'], '&#xE000;', $description)"/>
          <xsl:if test="$description = ''"><xsl:value-of select="$transaction"/></xsl:if>
          <xsl:value-of select="concat('&#xE000;', *[local-name() = 'amnt'], '&#xE000;', *[local-name() = 'amntTp'], '&#xE000;')"/>
          <xsl:value-of select="concat(*[local-name() = 'costID' or local-name() = 'cost'], '&#xE000;')"/>
          <xsl:value-of select="concat(*[local-name() = 'prodID' or local-name() = 'product'], '&#xE000;')"/>
          <xsl:value-of select="concat(*[local-name() = 'projID' or local-name() = 'project'], '&#xE001;')"/>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
